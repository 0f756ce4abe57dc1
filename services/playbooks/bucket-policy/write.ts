import type { Bucket } from '../../../shared/aws/playbooks/bucket';
import type { PutBack } from '../../../shared/playbooks/bucket-policy/put-back';

/** What was done, as a line of a timeline; nothing where there was nothing to do. Rejects with the SDK's error. */
export async function write(bucket: Bucket, written: PutBack): Promise<string | undefined> {
  switch (written.kind) {
    case 'leave':
      return undefined;
    case 'delete':
      await bucket.write(undefined);
      return 'DeleteBucketPolicy: accepted';
    case 'put':
      await bucket.write(written.policy);
      return 'PutBucketPolicy: accepted';
  }
}
