import { ownBucket } from '../../../domain/log-bucket';
import type { Runbook } from '../../../domain/runbook';
import { type Step, stepOn } from '../../../domain/step';
import type { Subject } from '../../../domain/subject';

/** The baseline's policy, whole: S3 has no call for a single statement. */
export const restoreBucketPolicy: Runbook<'log-bucket'> = {
  id: 'restore-bucket-policy',
  title: 'Put the log bucket’s policy back',
  subject: 'log-bucket',
  undoes: ['change-bucket-policy'],
  steps: (findings, { subject, state: { policy } }) =>
    findings.length > 0 && policy !== undefined ? [putPolicy(subject, policy)] : [],
};

export const putPolicy = (subject: Subject<'log-bucket'>, policy: string): Step =>
  policy === ''
    ? stepOn(subject, 's3:DeleteBucketPolicy', ownBucket(subject))
    : stepOn(subject, 's3:PutBucketPolicy', { ...ownBucket(subject), Policy: policy });
