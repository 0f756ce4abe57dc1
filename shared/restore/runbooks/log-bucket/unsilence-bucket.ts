import type { Baseline } from '../../../domain/baseline';
import type { AccessLogging, Notifications } from '../../../domain/bucket-configurations';
import type { Finding } from '../../../domain/finding';
import { ownBucket } from '../../../domain/log-bucket';
import type { Runbook } from '../../../domain/runbook';
import { type Step, stepOn } from '../../../domain/step';
import type { Subject } from '../../../domain/subject';
import { partsNamed } from './parts-named';

/** All notifications go back, even if a destination is gone: one broken destination must not keep the others away. */
export const unsilenceBucket: Runbook<'log-bucket'> = {
  id: 'unsilence-bucket',
  title: 'Let the log bucket tell again what happens to it',
  subject: 'log-bucket',
  undoes: ['silence-bucket'],
  steps,
};

function steps(findings: readonly Finding[], { subject, state }: Baseline<'log-bucket'>): Step[] {
  const { logging, notifications } = state;
  const named = partsNamed(findings, ['logging', 'notifications']);
  return [
    ...(notifications && named.has('notifications')
      ? [putNotifications(subject, notifications)]
      : []),
    ...(logging?.TargetBucket && named.has('logging') ? [putLogging(subject, logging)] : []),
  ];
}

export const putNotifications = (
  subject: Subject<'log-bucket'>,
  notifications: Notifications,
): Step =>
  stepOn(subject, 's3:PutBucketNotificationConfiguration', {
    ...ownBucket(subject),
    NotificationConfiguration: notifications,
    SkipDestinationValidation: true,
  });

export const putLogging = (subject: Subject<'log-bucket'>, logging: AccessLogging): Step =>
  stepOn(subject, 's3:PutBucketLogging', {
    ...ownBucket(subject),
    BucketLoggingStatus: { LoggingEnabled: logging },
  });
