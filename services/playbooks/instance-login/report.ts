import type { RunRow } from '../../../shared/aws/playbooks/instance/run-row';
import type { IncidentRecord } from '../../../shared/domain/incident-record';
import type { LookedFor } from '../../../shared/domain/trace';
import { costText } from './cost';
import { rowOf } from './facts';
import { noted } from './noted';
import type { Input, Ports } from './ports';

/** Closes the run: what was found, what was done and what it cost stand on the incident. */
export async function report(ports: Ports, input: Input): Promise<object> {
  const run = await ports.run(input.incidentId);
  const at = ports.now().toISOString();
  const { playbookStates } = await rowOf(ports, input.incidentId);
  const cost = costText(run, playbookStates?.size ?? 0, at);
  await noted(ports, input, 'noticed', `the playbook is through; it used ${cost}`, (held) => ({
    ...closed(held, run, at),
    playbook: {
      name: 'instance-login',
      endedAt: held.playbook?.endedAt ?? at,
      lines: linesOf(held, run, cost),
    },
  }));
  return {};
}

function linesOf(
  held: IncidentRecord,
  { decision, outcomes = {}, findings = [], looks = {} }: RunRow,
  cost: string,
) {
  const { ended } = held.ask ?? {};
  return [
    decision ? `${decision.verdict} (${decision.reason}): ${decision.sentence}` : [],
    ended ? `${ended.as}: ${ended.text}.` : [],
    Object.entries(outcomes).map(([state, text]) => `${state}: ${text}`),
    findings.map((one) => `Found: ${one}`),
    Object.entries(looks).flatMap(([state, some]) => looksOf(state, some)),
    `It used ${cost}.`,
  ].flat();
}

/** What is not there is told apart from what was not seen. */
function looksOf(state: string, looks: readonly LookedFor[]): readonly string[] {
  const nothing = looks.filter(({ unread }) => !unread).map(({ what }) => what);
  const not = looks.flatMap(({ what, unread }) => (unread ? [`${what} (${unread})`] : []));
  return [
    nothing.length > 0 ? `${state} looked for and did not find: ${nothing.join('; ')}.` : [],
    not.map((one) => `${state} could not look for: ${one}.`),
  ].flat();
}

/** What was expected or is put back is done; what is contained, or was left, is a person's. */
function closed(held: IncidentRecord, run: RunRow, at: string): IncidentRecord {
  const { decision, outcomes = {} } = run;
  const isDone = decision?.verdict === 'expected' || outcomes.Release !== undefined;
  if (isDone) {
    const { escalation: _, ...rest } = held;
    return { ...rest, state: 'restored', restoredAt: held.restoredAt ?? at };
  }
  const escalation =
    outcomes.Contain ?? `${decision?.sentence ?? ''} Nothing was done by the playbook.`;
  return { ...held, state: 'escalated', escalation: escalation.slice(0, 500) };
}
