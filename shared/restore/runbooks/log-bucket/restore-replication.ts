import type { Replication } from '../../../domain/bucket-configurations';
import { ownBucket } from '../../../domain/log-bucket';
import type { Runbook } from '../../../domain/runbook';
import { type Step, stepOn } from '../../../domain/step';
import type { Subject } from '../../../domain/subject';

/** After versioning, without which nothing is replicated; the role is passed on (iam:PassRole). */
export const restoreReplication: Runbook<'log-bucket'> = {
  id: 'restore-replication',
  title: 'Put the log bucket’s replication back',
  subject: 'log-bucket',
  undoes: ['stop-replication'],
  steps: (findings, { subject, state: { replication } }) =>
    findings.length > 0 && replication ? [putReplication(subject, replication)] : [],
};

export const putReplication = (subject: Subject<'log-bucket'>, must: Replication): Step =>
  must.Rules.length === 0
    ? stepOn(subject, 's3:DeleteBucketReplication', ownBucket(subject))
    : stepOn(subject, 's3:PutBucketReplication', {
        ...ownBucket(subject),
        ReplicationConfiguration: must,
      });
