import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { LogBucketState } from '../../../shared/domain/log-bucket';
import type { SubjectMemory } from '../../../shared/domain/memory';
import type { Observation } from '../../../shared/domain/observation';
import { decide } from '../../../shared/restore/decide';
import { at } from '../../builders/at';
import {
  aLogBucket,
  aLogBucketBaseline,
  aLogBucketState,
  aPlainLogBucketState,
  ownersGrant,
} from '../../builders/log-bucket/a-log-bucket';
import { afterStep } from './after-step';

/** Each is worse than the builder's bucket in one part; any of them may happen together. */
const worse: Partial<LogBucketState> = {
  versioning: { Status: 'Suspended' },
  lifecycle: { Rules: [{ Status: 'Enabled', Prefix: '*', Expiration: { Days: 1 } }] },
  policy: '',
  objectLock: { ObjectLockEnabled: 'Enabled' },
  encryption: { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } },
  payer: 'Requester',
  replication: { Rules: [] },
  acl: {
    Owner: {},
    Grants: [ownersGrant, { Grantee: { Type: 'Group', URI: 'x' }, Permission: 'READ' }],
  },
  publicAccessBlock: {
    BlockPublicAcls: false,
    IgnorePublicAcls: true,
    BlockPublicPolicy: true,
    RestrictPublicBuckets: true,
  },
  accountPublicAccessBlock: {
    BlockPublicAcls: true,
    IgnorePublicAcls: true,
    BlockPublicPolicy: false,
    RestrictPublicBuckets: false,
  },
  ownership: 'ObjectWriter',
  logging: {},
  notifications: {},
};

const anyTampering = fc.oneof(
  fc
    .subarray(Object.keys(worse) as (keyof LogBucketState)[], { minLength: 1 })
    .map((parts) => Object.fromEntries(parts.map((part) => [part, worse[part]]))),
  fc.constant('deleted' as const),
);

const anyBaseline = fc
  .subarray(Object.keys(aPlainLogBucketState()) as (keyof LogBucketState)[])
  .map((plain): LogBucketState => {
    const parts = plain.map((part) => [part, aPlainLogBucketState()[part]]);
    return aLogBucketState(Object.fromEntries(parts));
  });

const seenAs = (state: LogBucketState | undefined): Observation<'log-bucket'> => {
  const seen = { subject: aLogBucket(), observedAt: at(60) };
  return state ? { kind: 'present', ...seen, state } : { kind: 'absent', ...seen };
};

const judge = (
  must: LogBucketState,
  state: LogBucketState | undefined,
  remembered: SubjectMemory = {},
) =>
  decide({
    observation: seenAs(state),
    memory: { ...remembered, baseline: aLogBucketBaseline(must) },
    exemptions: [],
    events: [],
    now: at(60),
  });

test('after any change of a bucket its steps give the baseline, and then there is nothing to do', () => {
  fc.assert(
    fc.property(anyTampering, (tampering) => {
      const must = aLogBucketState();
      const tampered = tampering === 'deleted' ? undefined : { ...must, ...tampering };
      const decision = judge(must, tampered);
      const steps = decision.kind === 'restore' ? decision.steps : [];
      const state = steps.reduce<LogBucketState | undefined>(afterStep, tampered);
      expect(state).toEqual(must);
      expect(judge(must, state)).toEqual({ kind: 'compliant' });
    }),
    { numRuns: 60 },
  );
});

test('for any baseline of a bucket there is nothing to do once its steps are taken', () => {
  fc.assert(
    fc.property(anyBaseline, anyTampering, (must, tampering) => {
      const tampered = tampering === 'deleted' ? undefined : { ...must, ...tampering };
      const decision = judge(must, tampered);
      const steps = decision.kind === 'restore' ? decision.steps : [];
      const state = steps.reduce<LogBucketState | undefined>(afterStep, tampered);
      expect(judge(must, state)).toEqual({ kind: 'compliant' });
    }),
    { numRuns: 60 },
  );
});

test('a bucket that was made again in part is finished from any step', () => {
  const must = aLogBucketState();
  const whole = judge(must, undefined);
  const steps = whole.kind === 'restore' ? whole.steps : [];
  fc.assert(
    fc.property(fc.integer({ min: 1, max: steps.length }), (taken) => {
      const half = steps.slice(0, taken).reduce<LogBucketState | undefined>(afterStep, undefined);
      const rest = judge(must, half, { owedSince: at(30) });
      const finished = (rest.kind === 'restore' ? rest.steps : []).reduce<
        LogBucketState | undefined
      >(afterStep, half);
      expect(finished).toEqual(must);
    }),
    { numRuns: 20 },
  );
});
