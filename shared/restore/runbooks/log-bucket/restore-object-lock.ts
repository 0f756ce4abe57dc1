import type { ObjectLock } from '../../../domain/bucket-configurations';
import { ownBucket } from '../../../domain/log-bucket';
import type { Runbook } from '../../../domain/runbook';
import { type Step, stepOn } from '../../../domain/step';
import type { Subject } from '../../../domain/subject';

/** After versioning, without which S3 takes no Object Lock. */
export const restoreObjectLock: Runbook<'log-bucket'> = {
  id: 'restore-object-lock',
  title: 'Lock new log files again',
  subject: 'log-bucket',
  undoes: ['weaken-object-lock'],
  steps: (findings, { subject, state: { objectLock } }) =>
    findings.length > 0 && objectLock?.ObjectLockEnabled
      ? [putObjectLock(subject, objectLock)]
      : [],
};

export const putObjectLock = (subject: Subject<'log-bucket'>, lock: ObjectLock): Step =>
  stepOn(subject, 's3:PutObjectLockConfiguration', {
    ...ownBucket(subject),
    ObjectLockConfiguration: lock,
  });
