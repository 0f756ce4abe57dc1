import { type LogBucketState, ownBucket } from '../../../domain/log-bucket';
import type { Runbook } from '../../../domain/runbook';
import { type Step, stepOn } from '../../../domain/step';
import type { Subject } from '../../../domain/subject';

/** The owner pays again, and CloudTrail can deliver. */
export const restorePayer: Runbook<'log-bucket'> = {
  id: 'restore-payer',
  title: 'Let the owner of the log bucket pay again',
  subject: 'log-bucket',
  undoes: ['make-requester-pay'],
  steps: (findings, { subject, state: { payer } }) =>
    findings.length > 0 && payer ? [putPayer(subject, payer)] : [],
};

export const putPayer = (
  subject: Subject<'log-bucket'>,
  Payer: NonNullable<LogBucketState['payer']>,
): Step =>
  stepOn(subject, 's3:PutBucketRequestPayment', {
    ...ownBucket(subject),
    RequestPaymentConfiguration: { Payer },
  });
