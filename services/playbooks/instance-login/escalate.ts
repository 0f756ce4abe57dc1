import { escalated, type Failure, failureText, NOTHING } from '../failure';
import { noted } from '../noted';
import type { Input, Ports } from './ports';

/** Makes the incident a person's, with what failed in which state and whether the machine is contained. */
export async function escalate(ports: Ports, input: Input): Promise<object> {
  const { ReleaseHalf: half, ...failed } = input.run.failed ?? {};
  const [state, failure] = Object.entries(failed)[0] ?? NOTHING;
  const { outcomes = {} } = await ports.run(input.incidentId);
  const left = half
    ? `and in ReleaseHalf: ${short(half)}. The machine may be half contained: trailwarden release ${input.incidentId}`
    : (outcomes.ReleaseHalf ?? '');
  const escalation = `The playbook failed in ${state}: ${short(failure)} ${left}`
    .trim()
    .slice(0, 500);
  const at = ports.now().toISOString();
  const once = { ...input, task: `Escalate ${state}` };
  await noted(ports, once, 'escalated', escalation, (held) => escalated(held, escalation, at));
  return {};
}

/** What became of the machine has to have room after it. */
const short = (failure: Failure): string => failureText(failure).slice(0, 150);
