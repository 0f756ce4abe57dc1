import type { Baseline } from '../../shared/domain/baseline';
import type { SubjectKind } from '../../shared/domain/subject';
import { aBaseline } from './a-baseline';
import { aBucketBaseline, aBucketState, anAccountBlockState } from './bucket/a-bucket';
import { aGuardRailBaseline } from './guard-rail/a-guard-rail';
import { aKeyBaseline } from './key/a-key';
import { aLogBucketBaseline, aPlainLogBucketState } from './log-bucket/a-log-bucket';
import { aLogGroupBaseline, aPlainLogGroupState } from './log-group/a-log-group';
import { aMembershipBaseline, anAccountState } from './membership/a-membership';
import { aTopicBaseline } from './topic/a-topic';
import { aBus, aQueue, aRole, aRule, aWardenBaseline } from './warden/parts';

/** Baselines of every kind that together ask for every step of the kind's runbooks. */
export const exampleBaselines: { readonly [K in SubjectKind]: readonly Baseline<K>[] } = {
  trail: [aBaseline()],
  'log-bucket': [
    aLogBucketBaseline(),
    aLogBucketBaseline({ ...aPlainLogBucketState(), policy: '' }),
  ],
  bucket: [
    aBucketBaseline(),
    aBucketBaseline({ ...aBucketState(), policy: '' }),
    aBucketBaseline(anAccountBlockState()),
  ],
  key: [aKeyBaseline()],
  'log-group': [aLogGroupBaseline(), aLogGroupBaseline(aPlainLogGroupState())],
  topic: [aTopicBaseline()],
  membership: [aMembershipBaseline(), aMembershipBaseline(anAccountState('af-south-1'))],
  'guard-rail': [aGuardRailBaseline()],
  warden: [aRule(), aBus(), aRole(), aQueue()].map(aWardenBaseline),
};
