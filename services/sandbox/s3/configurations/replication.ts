import type { Configuration, Put } from '../configuration';
import { refuse } from '../refusals';
import { elementOf, elementsOf, oneOf, textOf } from '../xml-values';
import { isVersioned } from './versioning';

/** Kept and given back; nothing is copied. */
export const replication: Configuration = {
  name: 'replication',
  root: 'ReplicationConfiguration',
  get: {
    action: 'GetBucketReplication',
    permission: 'GetReplicationConfiguration',
    eventName: 'GetBucketReplication',
  },
  put: {
    action: 'PutBucketReplication',
    permission: 'PutReplicationConfiguration',
    eventName: 'PutBucketReplication',
  },
  remove: {
    action: 'DeleteBucketReplication',
    permission: 'PutReplicationConfiguration',
    eventName: 'DeleteBucketReplication',
  },
  absent: () =>
    refuse.notThere(
      'ReplicationConfigurationNotFoundError',
      'The replication configuration was not found',
    ),
  accept: (written, put) => {
    if (!isVersioned(put.bucket)) {
      throw refuse.invalidRequest(
        "Versioning must be 'Enabled' on the bucket to apply a replication configuration",
      );
    }
    const rules = elementsOf(written.Rule);
    if (rules.length === 0 || textOf(written.Role) === undefined) throw refuse.malformedXml();
    for (const rule of rules) {
      oneOf(rule.Status, ['Enabled', 'Disabled']);
      checkDestination(textOf(elementOf(rule.Destination).Bucket), put);
    }
    return written;
  },
};

function checkDestination(arn: string | undefined, { world }: Put): void {
  const destination = world.s3.buckets.get(arn?.split(':').at(-1) ?? '');
  if (destination === undefined) throw refuse.invalidRequest('Destination bucket must exist.');
  if (isVersioned(destination)) return;
  throw refuse.invalidRequest('Destination bucket must have versioning enabled.');
}
