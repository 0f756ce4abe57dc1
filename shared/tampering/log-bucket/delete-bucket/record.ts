import { says } from '../../records/rows-of';
import { onLogBucket } from '../on-log-bucket';
import { deleteBucket } from './technique';

export const deleteBucketRecords = [
  onLogBucket(
    deleteBucket,
    says((target) => `Bucket ${target} was deleted.`),
  ),
];
