import { onLogBucket } from '../log-bucket/on-log-bucket';

/** What calls on a bucket do. A replay knows the buckets that are named to it, and not which of them hold logs. */
export const onBucket = onLogBucket;
