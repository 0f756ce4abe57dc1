import type { Encryption } from '../../../domain/bucket-configurations';
import { ownBucket } from '../../../domain/log-bucket';
import type { Runbook } from '../../../domain/runbook';
import { type Step, stepOn } from '../../../domain/step';
import type { Subject } from '../../../domain/subject';

/** The baseline's rule. Existing files keep the key they were written with. */
export const restoreBucketEncryption: Runbook<'log-bucket'> = {
  id: 'restore-bucket-encryption',
  title: 'Put the log bucket’s encryption back',
  subject: 'log-bucket',
  undoes: ['change-bucket-encryption'],
  steps: (findings, { subject, state: { encryption } }) =>
    findings.length > 0 && encryption ? [putEncryption(subject, encryption)] : [],
};

export const putEncryption = (subject: Subject<'log-bucket'>, rule: Encryption): Step =>
  stepOn(subject, 's3:PutBucketEncryption', {
    ...ownBucket(subject),
    ServerSideEncryptionConfiguration: { Rules: [rule] },
  });
