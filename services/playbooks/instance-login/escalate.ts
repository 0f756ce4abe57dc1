import type { IncidentRecord } from '../../../shared/domain/incident-record';
import { fields, parseJson, text } from '../../../shared/record/json';
import { noted } from './noted';
import type { Input, Ports } from './ports';

/** Makes the incident a person's, with what failed in which state and whether the machine is contained. */
export async function escalate(ports: Ports, input: Input): Promise<object> {
  const [state, { Error: name, Cause }] =
    Object.entries(input.run.failed ?? {}).find(([state]) => state !== 'ReleaseHalf') ?? NOTHING;
  const { outcomes = {} } = await ports.run(input.incidentId);
  const left = input.run.failed?.ReleaseHalf
    ? 'The machine may be half contained, and could not be put back: trailwarden release.'
    : (outcomes.ReleaseHalf ?? '');
  const cause = text(fields(parseJson(Cause)).errorMessage) ?? Cause;
  const escalation = `The playbook failed in ${state}: ${name}: ${cause} ${left}`
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

const NOTHING = ['no known state', { Error: 'unknown', Cause: '' }] as const;

function withoutQuestion(held: IncidentRecord, at: string): IncidentRecord {
  if (!held.ask || held.ask.ended) return held;
  const { token: _, ...ask } = held.ask;
  const ended = { at, as: 'unanswered', text: 'the playbook failed' } as const;
  return { ...held, ask: { ...ask, ended } };
}
