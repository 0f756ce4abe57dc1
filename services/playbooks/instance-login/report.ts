import type { RunRow } from '../../../shared/aws/playbooks/instance/run-row';
import type { IncidentRecord } from '../../../shared/domain/incident-record';
import type { Lineage } from '../../../shared/domain/lineage';
import type { LookedFor } from '../../../shared/domain/trace';
import { noted } from '../noted';
import { costOf, costText } from './cost';
import { rowOf } from './facts';
import type { Input, Ports } from './ports';
import { withRun } from './with-run';

/** Closes the run: what was found, what was done and what it cost stand on the incident. */
export async function report(ports: Ports, input: Input): Promise<object> {
  const run = await ports.run(input.incidentId);
  const at = ports.now().toISOString();
  const { playbookStates, lineage } = await rowOf(ports, input.incidentId);
  const used = costOf(run, playbookStates?.size ?? 0, at);
  const cost = costText(used);
  await noted(ports, input, 'noticed', `the playbook is through; it used ${cost}`, (held) => ({
    ...withRun(closed(held, run, at), run, used),
    playbook: {
      name: 'instance-login',
      endedAt: held.playbook?.endedAt ?? at,
      lines: linesOf([whoText(lineage), endText(held)].flat(), run, cost),
    },
  }));
  return {};
}

/** As the investigator knows it by now. */
function whoText(lineage: Lineage | undefined): string {
  if (!lineage) return 'Who is behind it was not found out.';
  const { human, why } = lineage;
  return human
    ? `Behind it is ${human.name} (${human.certainty}: ${human.why}).`
    : `Who is behind it is not known: ${why}`;
}

/** How the question ended, where there was one. */
function endText({ ask }: IncidentRecord): readonly string[] {
  return ask?.ended ? [`${ask.ended.as}: ${ask.ended.text}.`] : [];
}

function linesOf(
  told: readonly string[],
  { decision, outcomes = {}, findings = [], looks = {} }: RunRow,
  cost: string,
) {
  return [
    decision ? `${decision.verdict} (${decision.reason}): ${decision.sentence}` : [],
    told,
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

/** What was expected or is put back is done; what is contained, was left or broke glass is a person's. */
function closed(held: IncidentRecord, run: RunRow, at: string): IncidentRecord {
  const { decision, outcomes = {} } = run;
  const isExpected = decision?.verdict === 'expected' && decision.reason !== 'break-glass';
  const isDone = isExpected || outcomes.Release !== undefined;
  if (isDone) {
    const { escalation: _, ...rest } = held;
    return { ...rest, state: 'restored', restoredAt: held.restoredAt ?? at };
  }
  const escalation =
    outcomes.Contain ?? `${decision?.sentence ?? ''} Nothing was done by the playbook.`;
  return { ...held, state: 'escalated', escalation: escalation.slice(0, 500) };
}
