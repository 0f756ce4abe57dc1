import { type BucketGuard, type BucketPart, GUARD_TAG, isAccountBlock } from '../../domain/bucket';
import type { LogBucketPart } from '../../domain/log-bucket';
import type { Observation } from '../../domain/observation';
import type { Parts, Subject } from '../../domain/subject';
import { classify } from '../classify';
import { observeLogBucket } from './observe-log-bucket';
import { readAccountBlock } from './read-account-block';
import type { BucketClients } from './read-bucket-parts';

/** Which buckets of an account are guarded. Rejects with the error of Organizations. */
export type GuardOf = (accountId: string) => Promise<BucketGuard>;

/**
 * Reads any bucket as a log bucket is read, but only what says whom it lets in, and its tags where these decide
 * whether it is guarded. Never throws.
 */
export const observeBucket =
  (guardOf: GuardOf) =>
  async (
    subject: Subject<'bucket'>,
    parts: Parts,
    clients: BucketClients,
    now: () => Date,
  ): Promise<Observation<'bucket'>> => {
    const guard = await guardOf(subject.accountId).catch((error: unknown) => ({ error }));
    if (typeof guard === 'object') {
      const why = classify(guard.error, 'organizations:DescribeAccount');
      return { kind: 'unreachable', subject, observedAt: now().toISOString(), why };
    }
    if (isAccountBlock(subject)) return observeAccount(subject, guard, clients, now);
    const wanted = new Set<LogBucketPart>(READ.filter((part) => parts.has(part)));
    if (guard === 'tagged') wanted.add('tags');
    const seen = await observeLogBucket({ ...subject, kind: 'log-bucket' }, wanted, clients, now);
    if (seen.kind !== 'present') return { ...seen, subject };
    const { name, isOurs, tags, policy, acl, publicAccessBlock, ownership } = seen.state;
    const state = {
      ...{ name, isOurs },
      isGuarded: guard === 'all' || (guard === 'tagged' && tags?.[GUARD_TAG] === 'yes'),
      ...(policy !== undefined && { policy }),
      ...(acl && { acl }),
      ...(publicAccessBlock && { publicAccessBlock }),
      ...(ownership && { ownership }),
    };
    return { kind: 'present', subject, observedAt: seen.observedAt, state };
  };

const READ = [
  'policy',
  'acl',
  'publicAccessBlock',
  'ownership',
] as const satisfies readonly (BucketPart & LogBucketPart)[];

async function observeAccount(
  subject: Subject<'bucket'>,
  guard: BucketGuard,
  { s3control }: BucketClients,
  now: () => Date,
): Promise<Observation<'bucket'>> {
  const { accountId } = subject;
  try {
    const accountPublicAccessBlock = await readAccountBlock(s3control, accountId);
    const state = { name: accountId, isOurs: true, isGuarded: guard !== 'none' };
    const observedAt = now().toISOString();
    return { kind: 'present', subject, observedAt, state: { ...state, accountPublicAccessBlock } };
  } catch (error) {
    const why = classify(error, 's3:GetAccountPublicAccessBlock');
    return { kind: 'unreachable', subject, observedAt: now().toISOString(), why };
  }
}
