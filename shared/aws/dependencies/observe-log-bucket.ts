import { GetBucketVersioningCommand, ListBucketsCommand, type S3Client } from '@aws-sdk/client-s3';
import { type LogBucketState, logBucketParts, ownBucket } from '../../domain/log-bucket';
import type { Observation } from '../../domain/observation';
import type { Parts, Subject } from '../../domain/subject';
import { asked, classify, hasCode } from '../classify';
import { plain } from './plain';
import { type BucketClients, readBucketPart } from './read-bucket-parts';

/**
 * Reads one bucket, everything at the same time. Never throws. `absent` only when S3 says that there is no bucket of
 * this name; where another account has the name, the bucket is `present` and not ours.
 */
export async function observeLogBucket(
  subject: Subject<'log-bucket'>,
  parts: Parts,
  clients: BucketClients,
  now: () => Date,
): Promise<Observation<'log-bucket'>> {
  const { s3 } = clients;
  const bucket = ownBucket(subject);
  const reads = await Promise.allSettled([
    readVersioning(subject, s3),
    ...logBucketParts
      .filter((part) => parts.has(part))
      .map((part) => readBucketPart(part, clients, bucket)),
  ]);
  const name = bucket.Bucket;
  const failures: unknown[] = reads.flatMap((read) =>
    read.status === 'rejected' ? [read.reason] : [],
  );
  const seen = { subject, observedAt: now().toISOString() };
  if (failures.length === 0) {
    const read = reads.flatMap((read) => (read.status === 'fulfilled' ? [read.value] : []));
    return { kind: 'present', ...seen, state: Object.assign({ name, isOurs: true }, ...read) };
  }
  if (failures.some((failure) => hasCode(failure, 'NoSuchBucket'))) {
    return { kind: 'absent', ...seen };
  }
  const why = classify(failures[0]);
  const isRefused = why.kind === 'denied' || why.kind === 'rejected';
  if (isRefused && (await isSomebodyElses(name, s3))) {
    return { kind: 'present', ...seen, state: { name, isOurs: false } };
  }
  return { kind: 'unreachable', ...seen, why };
}

/** The read that every look makes; it also tells whether the bucket exists. */
const readVersioning = (
  subject: Subject<'log-bucket'>,
  s3: S3Client,
): Promise<Partial<LogBucketState>> =>
  asked(
    's3:GetBucketVersioning',
    s3
      .send(new GetBucketVersioningCommand(ownBucket(subject)))
      .then(({ Status, MFADelete }) => ({ versioning: plain({ Status, MFADelete }) })),
  );

/**
 * S3 refuses another owner's bucket and a denied call in the same words. A bucket that is not among the account's
 * own is another's; when they cannot be listed either, that is unknown.
 */
async function isSomebodyElses(name: string, s3: S3Client): Promise<boolean> {
  try {
    const { Buckets = [] } = await s3.send(new ListBucketsCommand({ Prefix: name }));
    return !Buckets.some(({ Name }) => Name === name);
  } catch {
    return false; // the refusal itself is then reported
  }
}
