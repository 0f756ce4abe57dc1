import { escalated, failureText, NOTHING } from '../failure';
import { noted } from '../noted';
import type { Input, Ports } from './ports';

/** Makes the incident a person's, with what failed in which state. */
export async function escalate(ports: Ports, input: Input): Promise<object> {
  const [state, failure] = Object.entries(input.run.failed ?? {}).at(-1) ?? NOTHING;
  const escalation = `The playbook failed in ${state}: ${failureText(failure)}`;
  const at = ports.now().toISOString();
  const once = { ...input, task: `Escalate ${state}` };
  await noted(ports, once, 'escalated', escalation, (held) => escalated(held, escalation, at));
  return {};
}
