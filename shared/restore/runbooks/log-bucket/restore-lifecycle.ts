import type { Lifecycle } from '../../../domain/bucket-configurations';
import { ownBucket } from '../../../domain/log-bucket';
import type { Runbook } from '../../../domain/runbook';
import { type Step, stepOn } from '../../../domain/step';
import type { Subject } from '../../../domain/subject';

/** All rules of the baseline at once, since one call replaces all rules. S3 takes no empty list. */
export const restoreLifecycle: Runbook<'log-bucket'> = {
  id: 'restore-lifecycle',
  title: 'Put the log bucket’s lifecycle back',
  subject: 'log-bucket',
  undoes: ['expire-logs'],
  steps: (findings, { subject, state: { lifecycle } }) =>
    findings.length > 0 && lifecycle ? [putLifecycle(subject, lifecycle)] : [],
};

export function putLifecycle(subject: Subject<'log-bucket'>, lifecycle: Lifecycle): Step {
  const { Rules, ...others } = lifecycle;
  return Rules.length === 0
    ? stepOn(subject, 's3:DeleteBucketLifecycle', ownBucket(subject))
    : stepOn(subject, 's3:PutBucketLifecycleConfiguration', {
        ...ownBucket(subject),
        LifecycleConfiguration: { Rules },
        ...others,
      });
}
