export interface Quota {
  readonly group: string;
  readonly perSecond: number;
  readonly burst?: number;
}

interface Bucket {
  tokens: number;
  at: number;
}

/** Token buckets, one per account, Region, service and group. */
export interface Quotas {
  /** False when the call comes too fast; a refused call costs no token. */
  readonly take: (owner: string, quota: Quota) => boolean;
}

/** `now` in milliseconds of the world. */
export function createQuotas(now: () => number): Quotas {
  const buckets = new Map<string, Bucket>();
  return {
    take(owner, quota) {
      const key = `${owner}/${quota.group}`;
      const bucket = refill(buckets.get(key), quota, now());
      buckets.set(key, bucket);
      if (bucket.tokens < 1) return false;
      bucket.tokens -= 1;
      return true;
    },
  };
}

function refill(bucket: Bucket | undefined, quota: Quota, at: number): Bucket {
  const capacity = Math.max(1, quota.burst ?? quota.perSecond);
  if (!bucket) return { tokens: capacity, at };
  const earned = ((at - bucket.at) / 1000) * quota.perSecond;
  return { tokens: Math.min(capacity, bucket.tokens + earned), at };
}
