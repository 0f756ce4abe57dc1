import {
  PutBucketAclCommand,
  type PutBucketAclCommandInput,
  PutBucketOwnershipControlsCommand,
  PutPublicAccessBlockCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { BucketWanted } from '../../domain/bucket';
import { asked } from '../classify';

/** What lets callers in beside the policy. */
export type Parts = Omit<BucketWanted, 'policy'>;

/**
 * Writes some of them, and says which calls were accepted. The block comes first, which shuts strangers out even if the next
 * is refused; grants go before the ownership, under which S3 may take none.
 */
export async function writeParts(
  client: S3Client,
  own: { readonly Bucket: string; readonly ExpectedBucketOwner: string },
  { publicAccessBlock, acl, ownership }: Parts,
): Promise<readonly string[]> {
  const done: string[] = [];
  const write = async (call: string, answer: () => Promise<unknown>) => {
    await asked(`s3:${call}`, answer());
    done.push(`${call}: accepted`);
  };
  if (publicAccessBlock) {
    const input = { ...own, PublicAccessBlockConfiguration: publicAccessBlock };
    await write('PutBucketPublicAccessBlock', () =>
      client.send(new PutPublicAccessBlockCommand(input)),
    );
  }
  if (acl) {
    const input = { ...own, AccessControlPolicy: acl } as PutBucketAclCommandInput;
    await write('PutBucketAcl', () => client.send(new PutBucketAclCommand(input)));
  }
  if (ownership) {
    const OwnershipControls = { Rules: [{ ObjectOwnership: ownership }] };
    const put = new PutBucketOwnershipControlsCommand({ ...own, OwnershipControls });
    await write('PutBucketOwnershipControls', () => client.send(put));
  }
  return done;
}
