import {
  CreateBucketCommand,
  PutBucketPolicyCommand,
  PutBucketTaggingCommand,
  PutBucketVersioningCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { makeCall } from '../../../../shared/aws/make-call';
import type { Known } from '../../../../shared/domain/observation';
import type { Subject } from '../../../../shared/domain/subject';
import { decide } from '../../../../shared/restore/decide';
import { techniques } from '../../../../shared/tampering/catalogue';
import { at } from '../../../builders/at';
import {
  aLogBucketBaseline,
  aLogBucketState,
  aPlainLogBucketState,
  deliveryPolicy,
} from '../../../builders/log-bucket/a-log-bucket';
import { archive, archived, type Buckets, openBuckets, stranger } from './buckets';

let buckets: Buckets;
/** S3 says it of a bucket that was born with Object Lock. */
const bornLocked = { Status: 'Enabled', MFADelete: 'Disabled' } as const;
/** Everything a bucket can have, and one whose versioning no lock holds in place. */
let locked: Subject<'log-bucket'>;
let unlocked: Subject<'log-bucket'>;

beforeAll(async () => {
  buckets = await openBuckets();
  const { s3 } = buckets.clients(archive);
  for (const Bucket of ['copies', 'access-logs'])
    await s3.send(new CreateBucketCommand({ Bucket }));
  const VersioningConfiguration = { Status: 'Enabled' } as const;
  await s3.send(new PutBucketVersioningCommand({ Bucket: 'copies', VersioningConfiguration }));
  const Rules = [
    ...(aLogBucketState().lifecycle?.Rules ?? []),
    {
      ID: 'old-year',
      Status: 'Enabled',
      Filter: { Prefix: 'AWSLogs/' },
      Expiration: { Date: '2036-01-01T00:00:00.000Z' },
    } as const,
  ];
  locked = await buckets.make('locked', aLogBucketState({ lifecycle: { Rules } }));
  unlocked = await buckets.make('unlocked', aLogBucketState({ objectLock: {} }));
});
afterAll(() => buckets.close());

async function known(subject: Subject<'log-bucket'>): Promise<Known<'log-bucket'>> {
  const seen = await buckets.look(subject);
  if (seen.kind === 'unreachable') throw new Error(`${seen.why.call}: ${seen.why.code}`);
  return seen;
}

const stateOf = async (subject: Subject<'log-bucket'>) => {
  const seen = await known(subject);
  if (seen.kind === 'absent') throw new Error('It is gone.');
  return seen.state;
};

test('a bucket is read with every part that it was made with', async () => {
  const { acl, replication, lifecycle, ...state } = await stateOf(locked);
  const { acl: _, replication: wanted, lifecycle: rules, ...made } = aLogBucketState();
  expect(state).toEqual({
    ...made,
    name: 'locked',
    policy: deliveryPolicy('locked'),
    versioning: bornLocked,
  });
  expect(replication).toEqual(wanted);
  expect(lifecycle?.Rules).toEqual([
    ...(rules?.Rules ?? []),
    expect.objectContaining({ Expiration: { Date: '2036-01-01T00:00:00.000Z' } }),
  ]);
  expect(acl?.Grants).toEqual([
    { Grantee: { Type: 'CanonicalUser', ID: acl?.Owner.ID }, Permission: 'FULL_CONTROL' },
  ]);
});

test('an older bucket without any configuration is read with the defaults of S3', async () => {
  const plain = aPlainLogBucketState();
  const subject = await buckets.make('plain', plain);
  const { acl: _, encryption, accountPublicAccessBlock, ...state } = await stateOf(subject);
  const { acl: __, encryption: wanted, accountPublicAccessBlock: ___, ...made } = plain;
  expect(accountPublicAccessBlock?.BlockPublicPolicy).toBe(true); // the account is not the bucket's to change
  expect(state).toEqual({ ...made, name: 'plain', policy: deliveryPolicy('plain') });
  expect(encryption).toMatchObject(wanted ?? {});
});

test('only the parts that are asked for are read, and versioning always is', async () => {
  const seen = await buckets.look(locked, new Set(['payer']));
  expect(seen).toEqual({
    kind: 'present',
    subject: locked,
    observedAt: at(60),
    state: {
      name: 'locked',
      isOurs: true,
      versioning: bornLocked,
      payer: 'BucketOwner',
    },
  });
});

test('lists that S3 returns in any order are read in a fixed order', async () => {
  const { s3 } = buckets.clients(archive);
  const policy = JSON.parse(deliveryPolicy('unlocked'));
  const Policy = JSON.stringify({ ...policy, Statement: policy.Statement.toReversed() });
  await s3.send(new PutBucketPolicyCommand({ Bucket: 'unlocked', Policy }));
  const TagSet = [{ Key: 'owner', Value: 'security' }];
  await s3.send(new PutBucketTaggingCommand({ Bucket: 'unlocked', Tagging: { TagSet } }));
  expect(await stateOf(unlocked)).toMatchObject({
    policy: Policy, // its statements in the order in which they were written
    tags: { owner: 'security' },
  });
});

test.each(techniques['log-bucket'])(
  'after a drill of $id the bucket is put back exactly',
  async ({ id, drill, parts }) => {
    const subject = id === 'suspend-versioning' ? unlocked : locked;
    const before = await stateOf(subject);
    const baseline = { ...aLogBucketBaseline(before), subject };
    const situation = { memory: { baseline }, exemptions: [], events: [], now: at(60) };
    for (const call of drill(subject)) await makeCall(call, buckets.connection(archive));

    const observation = await buckets.look(subject, new Set(parts)); // as an event makes us look
    const decision = decide({ ...situation, observation });
    expect('findings' in decision && decision.findings).toMatchObject([{ technique: id }]);
    await buckets.take(decision.kind === 'restore' ? decision.steps : []);

    const after = await known(subject);
    expect(after.kind === 'present' && after.state).toEqual(before);
    expect(decide({ ...situation, observation: after })).toEqual({ kind: 'compliant' });
  },
);

test('an account that never had a block is read as one that blocks nothing', async () => {
  await buckets.clients(stranger).s3.send(new CreateBucketCommand({ Bucket: 'of-another' }));
  const subject = { ...archived('of-another'), accountId: stranger };
  const seen = await buckets.look(subject, new Set(['accountPublicAccessBlock']));
  const { accountPublicAccessBlock } = aPlainLogBucketState();
  expect(seen).toMatchObject({ kind: 'present', state: { accountPublicAccessBlock } });
});

test('an account whose block may not be read makes the bucket unreachable, never fine', async () => {
  const refuse = { code: 'AccessDenied', message: 'Access Denied', status: 403 };
  const end = buckets.refuse({ service: 's3control', action: 'GetPublicAccessBlock', refuse });
  expect(await buckets.look(locked)).toMatchObject({
    kind: 'unreachable',
    why: { kind: 'denied', code: 'AccessDenied', call: 's3:GetAccountPublicAccessBlock' },
  });
  end();
});

test('a bucket that is not there is absent', async () => {
  expect(await buckets.look(archived('never-made'))).toMatchObject({ kind: 'absent' });
});

test('a bucket name that another account has taken is seen as not ours', async () => {
  const elsewhere = { CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' } } as const;
  const { s3 } = buckets.clients(stranger);
  await s3.send(new CreateBucketCommand({ Bucket: 'taken' }));
  await s3.send(new CreateBucketCommand({ Bucket: 'taken-far-away', ...elsewhere }));
  for (const name of ['taken', 'taken-far-away']) {
    expect(await buckets.look(archived(name))).toMatchObject({
      kind: 'present',
      state: { name, isOurs: false },
    });
  }
});

test('a bucket of ours that denies the read is unreachable, and never absent', async () => {
  const { s3 } = buckets.clients(archive);
  await s3.send(new CreateBucketCommand({ Bucket: 'shut' }));
  const Policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Deny',
        Principal: '*',
        Action: 's3:GetBucketAcl',
        Resource: 'arn:aws:s3:::shut',
      },
    ],
  });
  await s3.send(new PutBucketPolicyCommand({ Bucket: 'shut', Policy }));
  expect(await buckets.look(archived('shut'))).toMatchObject({
    kind: 'unreachable',
    why: { kind: 'denied', code: 'AccessDenied', call: 's3:GetBucketAcl' },
  });
});

test('a bucket of ours in the wrong Region is unreachable in the right one', async () => {
  expect(await buckets.look(archived('locked', 'eu-west-1'))).toMatchObject({
    kind: 'unreachable',
    why: { kind: 'rejected', call: 's3:GetBucketVersioning' },
  });
});

test('a deleted bucket of another Region is made again there', async () => {
  const subject = archived('in-ireland', 'eu-west-1');
  const state = { ...aPlainLogBucketState(), policy: deliveryPolicy('in-ireland') };
  const baseline = { ...aLogBucketBaseline(state), subject };
  const situation = { memory: { baseline }, exemptions: [], events: [], now: at(60) };
  const decision = decide({ ...situation, observation: await known(subject) });
  await buckets.take(decision.kind === 'restore' ? decision.steps : []);
  expect((await known(subject)).kind).toBe('present');
});
