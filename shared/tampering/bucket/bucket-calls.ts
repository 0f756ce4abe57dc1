import type { BucketPart } from '../../domain/bucket';
import type { Technique } from '../../domain/technique';
import { findingOf } from '../detection/differs';

/** Calls that change whom a bucket lets in. All of its techniques judge all of it: one call may prepare another. */
export const bucketEvents: Readonly<Record<string, readonly string[]>> = {
  's3.amazonaws.com': [
    'PutBucketPolicy',
    'DeleteBucketPolicy',
    'PutBucketAcl',
    'PutBucketPublicAccessBlock',
    'DeleteBucketPublicAccessBlock',
    'PutBucketOwnershipControls',
    'DeleteBucketOwnershipControls',
  ],
};

export const bucketReads: readonly BucketPart[] = [
  'policy',
  'acl',
  'publicAccessBlock',
  'ownership',
];

/** The detection of one of the techniques on a bucket: a bucket has one finding at a time, the worst that it is. */
export const worstChange =
  (technique: string): Technique<'bucket'>['detect'] =>
  (observation, { baseline, judge }) => {
    if (observation.kind === 'absent' || !observation.state.isOurs) return undefined;
    if (!judge) throw new Error('a bucket cannot be judged without its judge');
    const change = judge(observation.subject, baseline.state, observation.state);
    return change?.technique === technique ? findingOf(technique, change.found) : undefined;
  };
