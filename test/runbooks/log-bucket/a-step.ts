import { type StepCall, type StepInputs, stepOn } from '../../../shared/domain/step';
import { aLogBucket } from '../../builders/log-bucket/a-log-bucket';

export const OWN = {
  Bucket: 'trail-logs-444455556666',
  ExpectedBucketOwner: '444455556666',
} as const;

/** A step on the builder's bucket, in its account and Region. */
export const aStep = <C extends StepCall>(call: C, input: StepInputs[C]) =>
  stepOn(aLogBucket(), call, input);
