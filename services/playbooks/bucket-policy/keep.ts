import { noted } from '../noted';
import type { Input, Ports } from './ports';

export async function keep(ports: Ports, input: Input): Promise<object> {
  await noted(ports, input, 'step', 'nothing is changed: it stays as it is');
  return {};
}
