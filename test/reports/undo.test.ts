import { expect, test } from '@jest/globals';
import type { Memory } from '../../shared/domain/memory';
import type { UndoPlan } from '../../shared/domain/undo';
import { reportSignal } from '../../shared/restore/reported/report-signal';
import { aBaseline } from '../builders/a-baseline';
import { anExemption } from '../builders/a-memory';
import { aRecord } from '../replay/a-record';
import { enveloped, guarded, LOG_ARCHIVE, MANAGEMENT } from './here';

type Written = Readonly<Record<string, unknown>>;

const [KEY = ''] = guarded.keys;
const ALIAS = `arn:aws:kms:us-east-1:${LOG_ARCHIVE}:alias/logs`;
const MEMBER = '111122223333';
const STORE = `arn:aws:cloudtrail:us-east-1:${MEMBER}:eventdatastore/0a1b2c3d-1111-4222-8333-444455556666`;
const ROGUE = `arn:aws:cloudtrail:us-east-1:${MEMBER}:trail/rogue`;
const ROWS = ['CT-12', 'CT-14', 'KMS-05', 'KMS-06', 'ORG-06', 'ORG-07', 'ORG-09'];

const cloudtrail = (name: string, request: object) =>
  aRecord({ source: 'cloudtrail', name, request });
const kms = (name: string, request: object, resources: readonly object[] = []) =>
  aRecord({ source: 'kms', name, request, resources, recipientAccountId: LOG_ARCHIVE });
const organizations = (name: string, request: object) =>
  aRecord({ source: 'organizations', name, request, recipientAccountId: MANAGEMENT });
const createTrail = cloudtrail('CreateTrail', { name: 'rogue', s3BucketName: 'theirs' });
const attach = organizations('AttachPolicy', { policyId: 'p-foreign1', targetId: LOG_ARCHIVE });

const nothing: Memory = { kind: 'known', readAt: '', subjects: {}, exemptions: [] };

interface Different {
  readonly rows?: readonly string[];
  readonly now?: string;
  readonly sentBy?: string;
  readonly memory?: Memory;
  readonly managementAccountId?: string;
}

/** What becomes of a record five seconds after it was written. */
async function planOf(record: Written, different: Different = {}): Promise<UndoPlan | undefined> {
  const { now = '2026-11-21T10:00:05Z', memory = nothing, ...asked } = different;
  const [report] = await reportSignal(
    JSON.stringify(enveloped(record)),
    { guarded, recall: async () => memory },
    { rows: ROWS, sentBy: 'AIDAEXAMPLE', ...asked, now: new Date(now) },
  );
  if (!report) throw new Error('Nothing is told of it.');
  return report.undo;
}

async function stepsOf(record: Written): Promise<readonly (readonly [string, object])[]> {
  const plan = await planOf(record);
  return plan?.kind === 'undo' ? plan.steps.map(({ call, input }) => [call, input] as const) : [];
}

const start = ['cloudtrail:StartEventDataStoreIngestion', { EventDataStore: STORE }];

const inverses: readonly (readonly [Written, unknown])[] = [
  [cloudtrail('StopEventDataStoreIngestion', { eventDataStore: STORE }), [start]],
  [
    cloudtrail('DeleteEventDataStore', { eventDataStore: STORE }),
    [['cloudtrail:RestoreEventDataStore', { EventDataStore: STORE }], start],
  ],
  [createTrail, [['cloudtrail:StopLogging', { Name: ROGUE }]]],
  [
    kms('DeleteAlias', { aliasName: 'alias/logs' }, [{ ARN: ALIAS }, { ARN: KEY }]),
    [['kms:CreateAlias', { AliasName: 'alias/logs', TargetKeyId: KEY }]],
  ],
  [
    kms('DisconnectCustomKeyStore', { customKeyStoreId: 'cks-1' }),
    [['kms:ConnectCustomKeyStore', { CustomKeyStoreId: 'cks-1' }]],
  ],
  [attach, [['organizations:DetachPolicy', { PolicyId: 'p-foreign1', TargetId: LOG_ARCHIVE }]]],
  [
    organizations('MoveAccount', {
      accountId: LOG_ARCHIVE,
      sourceParentId: 'ou-from',
      destinationParentId: 'ou-to',
    }),
    [
      [
        'organizations:MoveAccount',
        { AccountId: LOG_ARCHIVE, SourceParentId: 'ou-to', DestinationParentId: 'ou-from' },
      ],
    ],
  ],
  [
    organizations('DeregisterDelegatedAdministrator', {
      accountId: LOG_ARCHIVE,
      servicePrincipal: 'guardduty.amazonaws.com',
    }),
    [
      [
        'organizations:RegisterDelegatedAdministrator',
        { AccountId: LOG_ARCHIVE, ServicePrincipal: 'guardduty.amazonaws.com' },
      ],
    ],
  ],
];

test.each(inverses.map(([record, steps]) => [record.eventName, record, steps] as const))(
  '%s is undone by its exact inverse',
  async (_, record, steps) => {
    expect(await stepsOf(record)).toEqual(steps);
  },
);

test.each([
  [
    'a store whose settings were changed',
    cloudtrail('UpdateEventDataStore', { eventDataStore: STORE, multiRegionEnabled: false }),
  ],
  ['a stop that does not name its store', cloudtrail('StopEventDataStoreIngestion', {})],
  [
    'an alias that moved from a key that the record does not name',
    kms('UpdateAlias', { aliasName: 'alias/logs', targetKeyId: KEY }, [
      { ARN: ALIAS },
      { ARN: KEY },
    ]),
  ],
  ['a store that was deleted for good', kms('DeleteCustomKeyStore', { customKeyStoreId: 'cks-1' })],
  [
    'AWS’s own policy that allows everything',
    organizations('AttachPolicy', { policyId: 'p-FullAWSAccess', targetId: LOG_ARCHIVE }),
  ],
  [
    'a move that does not say where from',
    organizations('MoveAccount', { accountId: LOG_ARCHIVE, destinationParentId: 'ou-to' }),
  ],
  ['a delegation policy that was deleted', organizations('DeleteResourcePolicy', {})],
])('what cannot be known from the event is told and not undone: %s', async (_, record) => {
  expect(await planOf(record)).toEqual({
    kind: 'told',
    why: expect.stringMatching(/^The setting names [A-Z0-9-]+, and this event does not tell/),
  });
});

test('a row that the setting does not name is only told', async () => {
  expect(await planOf(attach, { rows: ['ORG-07'] })).toBeUndefined();
});

test('an old event is only told: people may have done it again on purpose', async () => {
  expect(await planOf(attach, { now: '2026-11-21T10:15:00Z' })).toMatchObject({ kind: 'told' });
  expect(await planOf(attach, { now: '2026-11-21T10:14:59Z' })).toMatchObject({ kind: 'undo' });
  expect(
    await planOf(
      aRecord({
        ...attach,
        source: 'organizations',
        name: 'AttachPolicy',
        request: attach.requestParameters,
        eventTime: 'soon',
      }),
    ),
  ).toMatchObject({ kind: 'told' });
});

test('a message that a role put into the queue is not believed', async () => {
  expect(await planOf(attach, { sentBy: 'AROAEXAMPLE:mallory' })).toMatchObject({ kind: 'told' });
});

test.each(['*', `trail#${ROGUE}`])('what is exempt is only told: %s', async (subjectKey) => {
  const until = '2026-11-21T11:00:00Z';
  const exemption = anExemption({ subjectKey, until, why: 'CHG-7' });
  const memory: Memory = { ...nothing, exemptions: [exemption] };
  expect(await planOf(createTrail, { memory })).toEqual({
    kind: 'told',
    why: 'It is exempt until 2026-11-21T11:00:00Z: CHG-7',
  });
  expect(
    await planOf(createTrail, {
      memory: { ...nothing, exemptions: [{ ...exemption, until: '2026-11-21T10:00:01Z' }] },
    }),
  ).toMatchObject({ kind: 'undo' });
});

test('a trail that has become a baseline meanwhile is never stopped', async () => {
  const baseline = { ...aBaseline(), capturedAt: '2026-11-21T10:00:01Z' };
  const memory: Memory = { ...nothing, subjects: { [`trail#${ROGUE}`]: { baseline } } };
  expect(await planOf(createTrail, { memory })).toMatchObject({ kind: 'told' });
});

test('a trail that merely has an incident is stopped', async () => {
  const episode = { incidentId: 'inc', state: 'open', openedAt: '', lastSeenAt: '' } as const;
  const memory: Memory = { ...nothing, subjects: { [`trail#${ROGUE}`]: { episode } } };
  expect(await planOf(createTrail, { memory })).toMatchObject({ kind: 'undo' });
});

test('nothing is undone while it is not known whether it is exempt', async () => {
  const why = { kind: 'unreachable', code: 'TimeoutError', call: 'dynamodb:Query' } as const;
  await expect(planOf(attach, { memory: { kind: 'unreachable', why } })).rejects.toThrow(
    'whether to undo it is not known: dynamodb:Query was not answered (TimeoutError)',
  );
});

test('what a delegated administrator did to the organization is undone in management', async () => {
  const elsewhere = { ...attach, recipientAccountId: '222233334444' };
  expect(await planOf(elsewhere, { managementAccountId: MANAGEMENT })).toMatchObject({
    steps: [{ accountId: MANAGEMENT }],
  });
});
