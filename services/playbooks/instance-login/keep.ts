import { came } from './outcome';
import type { Input, Ports } from './ports';

/** It stays contained until a person releases it. */
export async function keep(ports: Ports, input: Input): Promise<object> {
  await came(ports, input, `it stays contained: trailwarden release ${input.incidentId}`);
  return {};
}
