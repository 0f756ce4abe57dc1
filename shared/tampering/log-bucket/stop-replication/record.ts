import { field, list, text } from '../../../record/json';
import type { Known } from '../../../record/known';
import type { LogRecord } from '../../../record/log-record';
import { protects } from '../../../record/protected';
import { type Effect, harm, none, unclear } from '../../../record/row';
import { says } from '../../records/rows-of';
import { onLogBucket } from '../on-log-bucket';
import { stopReplication } from './technique';

function redirects(record: LogRecord, { subjects }: Known, target: string): Effect {
  const rules = list(field(record.request, 'replicationConfiguration', 'rule'));
  if (rules.length === 0)
    return unclear(`Replication of bucket ${target} was set; the record does not say to where.`);
  const foreign = rules.flatMap((rule) => {
    const to = text(field(rule, 'destination', 'bucket'));
    return to && protects(subjects.buckets, [to], record) ? [] : [to ?? 'an unnamed bucket'];
  });
  if (rules.some((rule) => field(rule, 'status') === 'Disabled'))
    return harm(`Replication of bucket ${target} is off.`);
  return foreign.length > 0 ? harm(`Bucket ${target} is copied to ${foreign.join(', ')}.`) : none;
}

export const stopReplicationRecords = [
  onLogBucket(stopReplication, {
    PutBucketReplication: redirects,
    DeleteBucketReplication: says((target) => `Bucket ${target} is no longer replicated.`),
  }),
];
