import { nothingKnown } from '../../../../shared/record/known';
import { readRecord } from '../../../../shared/record/log-record';
import { rows } from '../../../../shared/tampering/records/catalogue';
import { reportedRows } from '../../../../shared/tampering/reported/catalogue';
import { exampleOf } from '../../../../shared/tampering/reported/example-of';
import type { DrillPlace } from '../../../../shared/tampering/reported/report-drill';
import type { ReportedRow } from '../../../../shared/tampering/reported/reported-row';
import type { Undo } from '../../../../shared/tampering/reported/undo-in';
import { generated } from './wrapped';

/** docs/techniques/reported.md: everything that is told and not undone, on one page. */
export const reportedPage = (): string =>
  generated('shared/tampering/reported', 'Reported', [
    'Trailwarden tells of these calls with guidance and, by default, leaves their effect as it is. Each row is one incident of an account',
    '(a rogue trail, CT-14, has its own), escalated from the start. Repeats are counted on it; refused calls are attempts.',
    '`trailwarden incidents show` prints the guidance with the names of the event filled in. A name that a shell could misread stays a',
    'placeholder.',
    '',
    'Where an event alone determines the inverse call, the parameter `UndoReported` can have its row undone, in accounts that deployed',
    '`services/member/undo.yml` for it ([why](../decisions/0016-what-is-told-and-not-undone.md),',
    '[how](../deploy.md#undoing-what-is-reported)). An event older than 15 minutes, one of an exempt account or subject, and a fight are only',
    'told.',
    '',
    '| row | severity | what an attacker does | why it is not undone | undone with `UndoReported` |',
    '| --- | --- | --- | --- | --- |',
    ...reportedRows.map(
      ({ row, severity, title, notUndone, undo }) =>
        `| [${row}](#${row.toLowerCase()}) | ${severity} | ${title} | ${notUndone} | ${undo ? `yes: ${inversesOf(undo)}` : 'no'} |`,
    ),
    ...reportedRows.flatMap(sectionOf),
  ]);

/** `AttachPolicy` by `organizations:DetachPolicy` */
const inversesOf = ({ calls }: Undo): string =>
  Object.entries(calls)
    .map(([name, by]) => `\`${name}\` by ${by.map((call) => `\`${call}\``).join(' and ')}`)
    .join('; ');

function sectionOf(reported: ReportedRow): readonly string[] {
  const { row, title, severity, mitre, notForwarded = {} } = reported;
  const missing = Object.entries(notForwarded);
  const example = exampleOf(reported, reported.drill(PLACE));
  return [
    '',
    `## ${row}`,
    '',
    `${title} · ${severity} · MITRE ATT&CK ${mitre.join(', ')}`,
    '',
    `Calls: ${callsOf(reported)
      .map((name) => `\`${name}\``)
      .join(', ')}`,
    ...(missing.length > 0
      ? ['', 'Not reported to us, only found by `trailwarden replay`:', '']
      : []),
    ...missing.map(([call, why]) => `- \`${call}\`: ${why}`),
    '',
    `What to do, for example after \`${example.record.eventName}\`:`,
    '',
    '```text',
    ...reported.guidance(example.facts).map((line, index) => `${index + 1}. ${line}`),
    '```',
  ];
}

/** The calls that are told: those of a technique that shares the row have an incident of their own. */
const callsOf = ({ row, restored }: ReportedRow): readonly string[] => [
  ...new Set(
    rows
      .filter(({ id }) => id === row)
      .flatMap(({ events, technique }) =>
        Object.entries(events).flatMap(([eventSource, names]) =>
          names.filter((eventName) => {
            const record = readRecord({ eventSource, eventName });
            return !(record && (restored?.(record, nothingKnown) ?? technique !== undefined));
          }),
        ),
      ),
  ),
];

const PLACE: DrillPlace = {
  memberAccountId: '111122223333',
  managementAccountId: '999988887777',
  securityAccountId: '222233334444',
  logArchiveAccountId: '333344445555',
  homeRegion: 'us-east-1',
  bucket: 'logs',
  keyArn: 'arn:aws:kms:us-east-1:333344445555:key/11111111-2222-4333-8444-555555555555',
  logGroup: 'trail',
  logGroupRole: 'CloudTrail_CloudWatchLogs',
};
