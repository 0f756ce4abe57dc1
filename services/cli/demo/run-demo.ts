import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pc from 'picocolors';
import { getIncident } from '../../../shared/aws/incidents/find-incidents';
import { blindDuration, durationText } from '../../../shared/domain/duration-text';
import type { Incident } from '../../../shared/domain/incident';
import type { SourcedTime } from '../../../shared/domain/trail';
import { sessionParts } from '../../../shared/investigate/lineage/read-identity';
import { shownLinks } from '../../../shared/investigate/lineage/shown-links';
import { stopLogging } from '../../../shared/tampering/trail/stop-logging/technique';
import { formats } from '../../../shared/tell/report/formats';
import type { RunningReceivers } from '../../receivers/start-receivers';
import { momentLine } from '../incidents/print-incident';
import { type DrillReport, drillOne } from '../local/drill-one';
import { mainTrailOf } from '../local/drill-subject';
import {
  accountsOf,
  delaysAsAws,
  delaysOf,
  describeDelays,
  type Local,
  startLocal,
  tableOf,
} from '../local/local';
import { rehearseSlack } from '../local/rehearse-slack';
import { until } from '../local/until';
import { counted, print, printJson } from '../terminal/print';
import { exitCode } from '../terminal/user-error';

interface DemoOptions {
  readonly accounts: number;
  readonly latency: number;
  readonly json?: boolean;
}

export async function runDemo({ accounts, latency, json }: DemoOptions): Promise<void> {
  const say = json ? () => undefined : (what: string) => print(pc.dim(`… ${what}`));
  const local = await startLocal({
    accounts,
    latencyMs: latency,
    kinds: ['trail'],
    ...delaysAsAws,
    onProgress: say,
  });
  const slack = await rehearseSlack(local);
  try {
    if (!json) print(`Like AWS: ${describeDelays(delaysOf(local.sandbox.world)).join('; ')}`);
    say('an attacker with stolen keys stops the trail of a member account');
    const [accountId = ''] = local.organization.memberAccountIds;
    const report = await drillOne(local, stopLogging, mainTrailOf(local, accountId));
    const { incident, incidents, isBack, measured } = report;
    if (!measured) throw new Error('The call log shows no restoration.');
    const restored = isBack && incident.state === 'restored' && incidents === 1;
    say('what follows by itself: who it was, what happened in the dark, whom to tell');
    const aftermath = await aftermathOf({ local, slack }, incident.id);
    if (json) {
      printJson({
        restored,
        incidents,
        blindMs: incident.blindMs,
        signalToRestoredMs: Math.round(measured.signalToRestoredMs * 10) / 10,
        callsBeforeRestore: measured.callsBefore.length,
        accounts: accountsOf(local).length,
        latencyMs: latency,
        messages: aftermath.messages,
        report: aftermath.report,
        incident: aftermath.incident,
      });
    } else {
      tell({ ...report, measured, incident: aftermath.incident }, latency);
      tellAftermath(aftermath);
      print(
        `Incident ${pc.bold(incident.id)}. To see one for yourself: npm start, stop a trail, then`,
      );
      print('  npx trailwarden incidents list --endpoint http://127.0.0.1:4566');
    }
    process.exitCode = restored ? exitCode.ok : exitCode.bad;
  } finally {
    await Promise.all([local.close(), slack.close()]);
  }
}

/** The story on the terminal. Each duration says between which two moments it is, and by whose clock. */
export function tell(
  { incident, incidents, isBack, measured, subject }: Required<DrillReport>,
  latency: number,
) {
  const { evidence, blindMs, windows } = incident;
  const calls = measured.callsBefore.length === 0 ? 'none' : measured.callsBefore.join(', ');
  const clock = windows.every(({ from, to }) => isCloudTrails(from) && isCloudTrails(to))
    ? pc.dim("  from the stop to the start, by CloudTrail's clock")
    : '';
  printAll([
    '',
    isBack
      ? pc.bold('CloudTrail was switched off, and it is on again.')
      : pc.red('CloudTrail was switched off, and it is not as it was.'),
    ...whoLines(incident),
    `  from     ${evidence?.sourceIp ?? 'unknown'}  ${pc.dim(evidence?.userAgent ?? '')}`,
    `  what     ${evidence?.eventName} on trail main of account ${subject.accountId}`,
    `  blind    ${pc.bold(blindDuration(blindMs, windows))}${clock}`,
    '',
    ...incident.timeline.map((entry) => momentLine(entry)),
    pc.dim(
      '  The time of "tampered" is CloudTrail\'s, cut to the second; the others are our clock.',
    ),
    pc.dim(
      '  "restored" is when every setting had been read back, after StartLogging was answered.',
    ),
    '',
    pc.bold('Checked from outside, with other keys:'),
    `  ${mark(isBack)} GetTrailStatus says IsLogging, and every setting is as it was`,
    `  ${mark(incidents === 1)} ${incidents} incident in DynamoDB, after the same event came twice`,
    `    ${durationText(measured.signalToRestoredMs)} from the signal in the queue to StartLogging answered, at ${latency} ms a call; calls before it: ${calls}`,
    '',
  ]);
}

export function printAll(lines: readonly string[]): void {
  for (const line of lines) print(line);
}

const isCloudTrails = (time: SourcedTime | undefined): boolean => time?.source === 'GetTrailStatus';

/** Once, and as far back as it was walked: the record of the call names only the last session of the chain. */
export function whoLines({ evidence, lineage }: Incident): readonly string[] {
  if (!lineage) return [`  who      ${evidence?.actor.chain.join(pc.dim(' → ')) ?? 'unknown'}`];
  const { human, why } = lineage;
  const { session } = sessionParts({ arn: evidence?.actor.principal ?? '' });
  const isNamedOtherwise = human && session && session !== human.name;
  return [
    human
      ? `  who      ${pc.bold(human.name)} (${human.certainty}): ${human.why}`
      : `  who      no person is known: ${why}`,
    ...shownLinks(lineage).map(({ kind, accountId = '', principal }) =>
      pc.dim(`           ${kind.padEnd(10)} ${accountId} ${principal}`),
    ),
    ...(isNamedOtherwise
      ? [
          `  names    ${session} is only the name of the session, which the caller chose; ${human.name} is the person at the start of the chain`,
        ]
      : []),
  ];
}

export const mark = (good: boolean): string => (good ? pc.green('✓') : pc.red('✗'));

/** What followed the restoration by itself. */
interface Aftermath {
  /** The incident, with who it was and what happened in the dark. */
  readonly incident: Incident;
  /** The messages that Slack took. */
  readonly messages: number;
  /** The report, a page for a browser. */
  readonly report: string;
}

/** Waits until the functions behind the table's stream have done their part; no restoration waits for them. */
async function aftermathOf(
  { local, slack }: { readonly local: Local; readonly slack: RunningReceivers },
  id: string,
): Promise<Aftermath> {
  const { securityAccountId } = local.organization;
  const table = tableOf(local);
  const messages = () => slack.received.filter(({ taken }) => taken).length;
  const isDone = async () => {
    const now = await getIncident(table, id);
    return now?.lineage !== undefined && now.dark?.recovered === true && messages() > 0;
  };
  await until(isDone, { what: 'all are told', withinMs: 30_000, everyMs: 50 });
  const incident = await getIncident(table, id);
  if (!incident) throw new Error('The incident vanished.');
  const report = join(tmpdir(), `${id}.html`);
  const importer = { region: local.organization.homeRegion, accountId: securityAccountId };
  // It names people, addresses and keys.
  writeFileSync(report, formats.html(incident, { at: new Date().toISOString(), importer }), {
    mode: 0o600,
  });
  return { incident, messages: messages(), report };
}

function tellAftermath({ incident, messages, report }: Aftermath): void {
  const { dark, contacts } = incident;
  const [ask] = contacts?.contacts ?? [];
  printAll([
    pc.bold('And then, by itself:'),
    ...(ask ? [`  to ask      ${ask.address} (${ask.why})`] : []),
    `  the dark    ${dark?.events ?? 0} events recovered, ${dark?.byActor.events ?? 0} of them by the actor; kept under lock with their SHA-256 sums`,
    `  told        ${counted(messages, 'message')} in Slack, with what to do and how to answer`,
    `  report      ${report}`,
    '',
  ]);
}
