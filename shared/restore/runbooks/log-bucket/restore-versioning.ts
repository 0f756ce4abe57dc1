import { ownBucket } from '../../../domain/log-bucket';
import type { Runbook } from '../../../domain/runbook';
import { type Step, stepOn } from '../../../domain/step';
import type { Subject } from '../../../domain/subject';

/** Without MFA delete, which only the root user with the device may change; S3 leaves it as it is. */
export const restoreVersioning: Runbook<'log-bucket'> = {
  id: 'restore-versioning',
  title: 'Let the log bucket keep versions again',
  subject: 'log-bucket',
  undoes: ['suspend-versioning'],
  steps: (findings, { subject, state: { versioning } }) =>
    findings.length > 0 && versioning?.Status ? [putVersioning(subject, versioning.Status)] : [],
};

export const putVersioning = (
  subject: Subject<'log-bucket'>,
  Status: 'Enabled' | 'Suspended',
): Step =>
  stepOn(subject, 's3:PutBucketVersioning', {
    ...ownBucket(subject),
    VersioningConfiguration: { Status },
  });
