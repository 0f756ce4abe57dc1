import { FORGED_HEARTBEAT, SILENT_CHANNEL } from '../../shared/domain/heartbeat';
import { BECOME_GUARD } from '../../shared/domain/impostor';
import type { Incident } from '../../shared/domain/incident';
import { nothingKnown } from '../../shared/record/known';
import { readRecord } from '../../shared/record/log-record';
import { allTechniques } from '../../shared/tampering/catalogue';
import { commandIn } from '../../shared/tampering/guidance/command-in';
import { guideIncident } from '../../shared/tampering/guidance/guide-incident';
import { rows } from '../../shared/tampering/records/catalogue';
import { reportedRows } from '../../shared/tampering/reported/catalogue';
import { factsOf } from '../../shared/tampering/reported/facts';
import { deliveryRows } from '../../shared/watch/delivery/rows';
import { anIncident } from '../builders/an-incident';

/** A line of guidance, with the row or technique it is of. */
export interface Line {
  readonly of: string;
  readonly text: string;
  readonly command?: string;
}

const PRINCIPALS = [
  'arn:aws:sts::111122223333:assumed-role/Admin/mallory',
  'arn:aws:sts::111122223333:assumed-role/trailwarden-guard/trailwarden-responder',
  'arn:aws:sts::111122223333:assumed-role/web/i-0123456789abcdef0',
  'arn:aws:sts::111122223333:assumed-role/AWSReservedSSO_Admin_0123456789abcdef/alice',
  'arn:aws:iam::111122223333:user/alice',
  'arn:aws:iam::111122223333:root',
];

const SUBJECTS: Readonly<Record<string, readonly string[]>> = {
  trail: ['arn:aws:cloudtrail:eu-west-1:111122223333:trail/main'],
  'log-bucket': ['arn:aws:s3:::logs'],
  key: ['arn:aws:kms:eu-west-1:333344445555:key/11111111-2222-4333-8444-555555555555'],
  'log-group': ['arn:aws:logs:eu-west-1:111122223333:log-group:/aws/trail'],
  topic: ['arn:aws:sns:eu-west-1:333344445555:trail-files'],
  membership: ['arn:aws:organizations::999988887777:organization/o-exampleorg'],
  'guard-rail': [
    'arn:aws:organizations::999988887777:policy/o-exampleorg/service_control_policy/p-example0f0f',
  ],
  warden: [
    'arn:aws:events:eu-west-1:111122223333:rule/trailwarden-forward',
    'arn:aws:events:eu-west-1:111122223333:rule/trailwarden/signals',
    'arn:aws:events:eu-west-1:111122223333:event-bus/trailwarden',
    'arn:aws:iam::111122223333:role/trailwarden-guard',
    'arn:aws:sqs:eu-west-1:111122223333:trailwarden-signals',
  ],
};

/** Every technique and row that is guided by its incident, with a subject of each shape. */
export const guidedIncidents = (): readonly Incident[] =>
  [
    ...allTechniques.map(({ id, subject }) => ({ id, subject })),
    ...[...Object.values(deliveryRows).map(({ row }) => row), SILENT_CHANNEL, FORGED_HEARTBEAT].map(
      (id) => ({ id, subject: 'trail' as const }),
    ),
    ...Object.keys(SUBJECTS).map((subject) => ({ id: BECOME_GUARD, subject })),
  ].flatMap(({ id, subject }) =>
    (SUBJECTS[subject] ?? []).map((subjectId) =>
      anIncident({ techniques: [id], subjectKey: `${subject}#${subjectId}`, subjectId }),
    ),
  );

const acting = (principal: string) => ({
  ...{ type: 'x', principal, chain: [], accountId: '111122223333' },
  accessKeyId: principal.includes(':user/') ? 'AKIAEXAMPLEEXAMPLE01' : 'ASIAEXAMPLEEXAMPLE01',
});

const ofIncidents = (): readonly Line[] =>
  guidedIncidents().flatMap((incident) =>
    PRINCIPALS.flatMap((principal) => {
      const { evidence, ...rest } = incident;
      const seen = evidence && { ...evidence, actor: acting(principal) };
      const guide = guideIncident({ ...rest, actors: [], ...(seen && { evidence: seen }) });
      const { commands = [], ...prose } = guide ?? {};
      const of = `${incident.techniques[0]} by ${principal}`;
      return [
        ...Object.values(prose).map((text) => ({ of, text })),
        ...commands.map(({ why, command }) => ({ of, text: `${why}: ${command}`, command })),
      ];
    }),
  );

interface RowLine extends Line {
  readonly eventSource: string;
  /** A technique puts back what the event did, and the row is not told. */
  readonly isRestored: boolean;
}

/** The guidance for each event of each reported row, made from a record with every field. */
const ofRows = (): readonly RowLine[] =>
  reportedRows.flatMap((reported) =>
    rows
      .filter(({ id }) => id === reported.row)
      .flatMap(({ events, technique }) =>
        Object.entries(events).map(([source, names]) => [source, names, technique] as const),
      )
      .flatMap(([eventSource, names, technique]) =>
        names.flatMap((eventName) => {
          const record = readRecord({ ...EVENT, eventSource, eventName });
          if (!record) throw new Error('This is no record.');
          const target = TARGETS[eventSource] ?? 'trailwarden';
          const isRestored = reported.restored?.(record, nothingKnown) ?? technique !== undefined;
          return reported.guidance(factsOf(record, target)).map((text) => {
            const command = commandIn(text)?.command;
            const of = `${reported.row} ${eventName}`;
            return { of, eventSource, isRestored, text, ...(command && { command }) };
          });
        }),
      ),
  );

/** The lines that undo each event of each row, by `row event source`. Other lines are left out. */
export function everyUndo(): ReadonlyMap<string, readonly Line[]> {
  const found = new Map<string, Line[]>();
  for (const line of ofRows().filter(({ isRestored }) => !isRestored)) {
    const key = `${line.of} ${line.eventSource}`;
    const known = found.get(key) ?? [];
    if (/^(Undo|Then|If it was (changed|added))\b/.test(line.text)) known.push(line);
    found.set(key, known);
  }
  return found;
}

const TARGETS: Readonly<Record<string, string>> = {
  'organizations.amazonaws.com': '111122223333',
  'iam.amazonaws.com': 'arn:aws:iam::111122223333:policy/trailwarden-boundary',
};

const EVENT = {
  eventTime: '2026-11-21T03:12:00Z',
  sourceIPAddress: '203.0.113.9',
  awsRegion: 'us-east-1',
  recipientAccountId: '111122223333',
  userIdentity: { type: 'AssumedRole', arn: PRINCIPALS[0], accountId: '111122223333' },
  requestParameters: {
    ...{ policyId: 'p-example0f0f', targetId: '111122223333', accountId: '111122223333' },
    ...{ sourceParentId: 'ou-exam-security1', destinationParentId: 'ou-exam-sandbox01' },
    ...{ bucketName: 'logs', key: 'AWSLogs/x.json.gz', aliasName: 'alias/trail' },
    ...{ customKeyStoreId: 'cks-1234567890abcdef0', logGroupName: 'trail', filterName: 'root' },
    ...{ roleName: 'CloudTrail_Logs', policyName: 'logs', alarmNames: ['one', 'two'] },
    ...{ policyArn: 'arn:aws:iam::aws:policy/ReadOnlyAccess', regionName: 'ap-southeast-3' },
    ...{ uUID: '0a1b2c3d-1111-4222-8333-444455556666', s3BucketName: 'x' },
    ...{ functionName: 'trailwarden-responder', servicePrincipal: 'config.amazonaws.com' },
    controlIdentifier: 'arn:aws:controltower:us-east-1::control/X',
    targetIdentifier: 'arn:aws:organizations::999988887777:ou/o-exampleorg/ou-exam-security1',
  },
};

/** Every line of guidance there is. */
export const everyLine = (): readonly Line[] => [...ofIncidents(), ...ofRows()];
