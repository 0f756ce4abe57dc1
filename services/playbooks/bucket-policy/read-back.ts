import { decide } from '../../../shared/playbooks/bucket-policy/decide';
import { noted } from '../noted';
import { TaskError } from '../task-error';
import { factsOf } from './facts';
import type { Input, Ports } from './ports';

/** Rejects with NotYet while what is at fault is still read: the machine reads again. */
export async function readBack(ports: Ports, input: Input): Promise<object> {
  const { facts } = await factsOf(ports, input.incidentId);
  const { course, sentence } = decide(facts);
  if (course === 'restore') throw new TaskError('NotYet', sentence);
  await noted(ports, input, 'restored', 'read back: what was at fault is gone');
  return {};
}
