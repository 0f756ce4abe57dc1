import { expect, test } from '@jest/globals';
import type { BucketState } from '../../../shared/domain/bucket';
import { canonicalState } from '../../../shared/domain/canonical-state';
import { decide } from '../../../shared/restore/decide';
import { techniques } from '../../../shared/tampering/catalogue';
import { anEvent } from '../../builders/a-signal';
import { at } from '../../builders/at';
import {
  aBucketBaseline,
  aBucketSeen,
  aBucketState,
  aJudge,
  anAccountBlockState,
  bucketPolicy,
  nothingBlocked,
  ownerOut,
  tlsOnly,
  toEveryone,
  toOurs,
  toStranger,
} from '../../builders/bucket/a-bucket';

const CANONICAL = 'f'.repeat(64);
const everyone = {
  Grantee: { URI: 'http://acs.amazonaws.com/groups/global/AllUsers' },
  Permission: 'READ',
};
const stranger = { Grantee: { ID: CANONICAL }, Permission: 'READ' };

const { acl } = aBucketState();
const withGrant = (grant: typeof everyone | typeof stranger): Partial<BucketState> => ({
  acl: { Owner: acl?.Owner ?? {}, Grants: [...(acl?.Grants ?? []), grant] },
});
const open = { publicAccessBlock: nothingBlocked };

const decided = (is: BucketState, must: BucketState | undefined, event?: string) => {
  const baseline = must && aBucketBaseline(must);
  const evidence = { eventSource: 's3.amazonaws.com', eventName: event ?? '' };
  return decide({
    observation: aBucketSeen(is),
    memory: baseline ? { baseline } : {},
    exemptions: [],
    events: event ? [anEvent({ evidence })] : [],
    now: at(60),
    judge: aJudge(),
  });
};

const found = (is: BucketState, must = aBucketState()) => {
  const expected = {
    baseline: aBucketBaseline(canonicalState('bucket', must)),
    accountedUntil: at(0),
    judge: aJudge(),
  };
  const seen = aBucketSeen(canonicalState('bucket', is));
  return techniques.bucket.flatMap((one) => one.detect(seen, expected)?.technique ?? []);
};

const same = bucketPolicy(toOurs, tlsOnly);

test.each([
  [
    'the policy lets everyone in',
    { policy: bucketPolicy(toOurs, tlsOnly, toEveryone) },
    'publish-bucket',
  ],
  [
    'its block goes and the policy lets everyone in',
    { ...open, policy: bucketPolicy(toEveryone) },
    'publish-bucket',
  ],
  ['a list grants to everyone, unblocked', { ...open, ...withGrant(everyone) }, 'publish-bucket'],
  ['an account of others', { policy: bucketPolicy(toOurs, tlsOnly, toStranger) }, 'share-bucket'],
  ['a list grants to a stranger', withGrant(stranger), 'share-bucket'],
  ['its owner is shut out', { policy: bucketPolicy(toOurs, tlsOnly, ownerOut) }, 'lock-bucket'],
  ['TLS is no longer asked for', { policy: bucketPolicy(toOurs) }, 'weaken-bucket'],
  ['the policy is gone', { policy: '' }, 'weaken-bucket'],
  ['only the block goes', open, 'weaken-bucket'],
  ['access control lists are on again', { ownership: 'ObjectWriter' as const }, 'weaken-bucket'],
])('a bucket of which %s has one finding, the worst', (_, different, technique) => {
  expect(found(aBucketState(different))).toEqual([technique]);
});

test.each([
  ['nothing changed', {}],
  ['it lets in less', { policy: bucketPolicy(tlsOnly) }],
  ['it is written in another way', { policy: JSON.stringify(JSON.parse(same), null, 2) }],
])('a bucket has no finding where %s', (_, different) => {
  expect(found(aBucketState(different))).toEqual([]);
});

test('what was public before is public still, and no finding', () => {
  const website = { ...open, policy: bucketPolicy(toEveryone) };
  expect(found(aBucketState(website), aBucketState(website))).toEqual([]);
});

test('a block that alone kept an old policy from working opens the bucket when it goes', () => {
  const policy = bucketPolicy(toEveryone);
  const must = aBucketState({ policy });
  expect(found(aBucketState({ ...open, policy }), must)).toEqual(['publish-bucket']);
});

test('the block of an account is put back at once', () => {
  const is = anAccountBlockState(nothingBlocked);
  expect(found(is, anAccountBlockState())).toEqual(['unblock-account']);
  expect(decided(is, anAccountBlockState(), 'DeleteAccountPublicAccessBlock')).toMatchObject({
    kind: 'restore',
    steps: [{ call: 's3control:PutPublicAccessBlock' }],
  });
});

const stepsOf = (decision: ReturnType<typeof decide>) =>
  'steps' in decision ? (decision.steps ?? []).map(({ call, input }) => ({ call, input })) : [];

/** The names of the statements in the policy that is put back. */
const sidsWritten = (decision: ReturnType<typeof decide>): readonly string[] =>
  stepsOf(decision).flatMap(({ input }) =>
    'Policy' in input
      ? JSON.parse(String(input.Policy)).Statement.map((one: { readonly Sid: string }) => one.Sid)
      : [],
  );

test('what was at fault goes, and what was there comes back byte for byte', () => {
  const is = aBucketState({ policy: bucketPolicy(toOurs, tlsOnly, toEveryone) });
  const spelled = JSON.stringify(JSON.parse(same), null, 2);
  const decision = decided(is, aBucketState({ policy: spelled }), 'PutBucketPolicy');
  expect(stepsOf(decision)).toMatchObject([
    { call: 's3:PutBucketPolicy', input: { Policy: spelled } },
  ]);
});

test('a good statement of a bad change stays', () => {
  const added = {
    ...tlsOnly,
    Sid: 'OnlyTls13',
    Condition: { NumericLessThan: { 's3:TlsVersion': '1.3' } },
  };
  const is = aBucketState({ policy: bucketPolicy(toOurs, tlsOnly, toEveryone, added) });
  expect([...sidsWritten(decided(is, aBucketState(), 'PutBucketPolicy'))].sort()).toEqual([
    'OnlyOverTls',
    'OnlyTls13',
    'Ours',
  ]);
});

test('what it was is not known: only the statement at fault goes', () => {
  const is = aBucketState({ policy: bucketPolicy(toOurs, toEveryone) });
  expect(sidsWritten(decided(is, undefined, 'PutBucketPolicy'))).toEqual(['Ours']);
});

test('a weaker policy waits for its owner', () => {
  const is = aBucketState({ policy: bucketPolicy(toOurs) });
  expect(decided(is, aBucketState(), 'PutBucketPolicy')).toMatchObject({
    kind: 'escalate',
    why: expect.stringContaining('its owner is asked first'),
    steps: [],
  });
});

test('a bucket that was not asked to be guarded is left alone', () => {
  const is = aBucketState({ isGuarded: false, policy: bucketPolicy(toEveryone) });
  expect(decided(is, undefined, 'PutBucketPolicy')).toEqual({ kind: 'compliant' });
});

test('one that was guarded stays guarded when its tag is taken off', () => {
  const is = aBucketState({ isGuarded: false, policy: bucketPolicy(toEveryone) });
  expect(decided(is, aBucketState(), 'PutBucketPolicy')).toMatchObject({ kind: 'restore' });
});

test('a check makes what is stricter the next baseline, and an event does not', () => {
  const is = aBucketState({ policy: bucketPolicy(tlsOnly) });
  expect(decided(is, aBucketState())).toEqual({ kind: 'compliant', isNewBaseline: true });
  expect(decided(is, aBucketState(), 'PutBucketPolicy')).toEqual({ kind: 'compliant' });
});

test('a bucket of which not all was read becomes no baseline', () => {
  const { acl: _, ...is } = aBucketState({ policy: bucketPolicy(tlsOnly) });
  expect(decided(is, aBucketState())).toEqual({ kind: 'compliant' });
});

test('a bucket may be deleted by its owner', () => {
  const { subject } = aBucketSeen();
  const observation = { kind: 'absent', subject, observedAt: at(60) } as const;
  const memory = { baseline: aBucketBaseline() };
  const why = { exemptions: [], events: [], now: at(60), judge: aJudge() };
  expect(decide({ observation, memory, ...why })).toEqual({ kind: 'compliant' });
});

test('a stranger who may read is found where the list lets them write, and not where it lets them do less', () => {
  const reads = aBucketState(withGrant(stranger));
  const writes = aBucketState(withGrant({ ...stranger, Permission: 'FULL_CONTROL' }));
  expect(found(writes, reads)).toEqual(['share-bucket']);
  expect(found(reads, writes)).toEqual([]);
});

test('a policy that cannot be read is told, and no finding where it was there before', () => {
  const policy = bucketPolicy({ ...toOurs, Principal: { AWS: null } });
  expect(found(aBucketState({ policy }))).toEqual(['weaken-bucket']);
  expect(found(aBucketState({ policy }), aBucketState({ policy }))).toEqual([]);
});

test('the bucket is closed first where the policy that was there names a role, who may be gone', () => {
  const app = {
    ...toOurs,
    Sid: 'App',
    Principal: { AWS: 'arn:aws:iam::111122223333:role/app' },
  };
  const must = aBucketState({ policy: bucketPolicy(toOurs, app) });
  const is = aBucketState({ policy: bucketPolicy(toOurs, toEveryone) });
  const written = stepsOf(decided(is, must, 'PutBucketPolicy')).map(({ input }) =>
    JSON.parse(String('Policy' in input && input.Policy)).Statement.map(
      ({ Sid }: { readonly Sid: string }) => Sid,
    ),
  );
  expect(written).toEqual([['Ours'], ['Ours', 'App']]);
});
