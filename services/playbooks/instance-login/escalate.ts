import type { IncidentRecord } from '../../../shared/domain/incident-record';
import { fields, parseJson, text } from '../../../shared/record/json';
import { noted } from './noted';
import type { Failure, Input, Ports } from './ports';

/** Makes the incident a person's, with what failed in which state and whether the machine is contained. */
export async function escalate(ports: Ports, input: Input): Promise<object> {
  const { ReleaseHalf: half, ...failed } = input.run.failed ?? {};
  const [state, failure] = Object.entries(failed)[0] ?? NOTHING;
  const { outcomes = {} } = await ports.run(input.incidentId);
  const left = half
    ? `and in ReleaseHalf: ${said(half)}. The machine may be half contained: trailwarden release ${input.incidentId}`
    : (outcomes.ReleaseHalf ?? '');
  const escalation = `The playbook failed in ${state}: ${said(failure)} ${left}`
    .trim()
    .slice(0, 500);
  const at = ports.now().toISOString();
  const once = { ...input, task: `Escalate ${state}` };
  await noted(ports, once, 'escalated', escalation, (held) => ({
    ...withoutQuestion(held, at),
    ...{ state: 'escalated', escalation },
  }));
  return {};
}

/** Short: what became of the machine has to have room after it. */
const said = ({ Error: name, Cause }: Failure): string =>
  `${name}: ${text(fields(parseJson(Cause)).errorMessage) ?? Cause}`.slice(0, 150);

const NOTHING = ['no known state', { Error: 'unknown', Cause: '' }] as const;

function withoutQuestion(held: IncidentRecord, at: string): IncidentRecord {
  if (!held.ask || held.ask.ended) return held;
  const { token: _, ...ask } = held.ask;
  const ended = { at, as: 'unanswered', text: 'the playbook failed' } as const;
  return { ...held, ask: { ...ask, ended } };
}
