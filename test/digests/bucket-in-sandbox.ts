import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { Sandbox } from '../../services/sandbox';
import { account, began, fingerprint, type Generated, publicKey, region } from './generate';

/** The objects in a bucket of the sandbox, and their key where CloudTrail gives it out. */
export async function putInSandbox(sandbox: Sandbox, { bucket, objects }: Generated) {
  const client = new S3Client({
    endpoint: sandbox.endpoint,
    region,
    credentials: sandbox.credentials(account),
    forcePathStyle: true,
  });
  await client.send(new CreateBucketCommand({ Bucket: bucket }));
  for (const [Key, { body, metadata }] of objects) {
    await client.send(
      new PutObjectCommand({ Bucket: bucket, Key, Body: body, Metadata: { ...metadata } }),
    );
  }
  client.destroy();
}

export function knowKey({ world }: Sandbox, of = region): void {
  world.cloudtrail.publicKeys.push({
    region: of,
    fingerprint,
    value: publicKey(),
    validFrom: began,
    validTo: new Date(began.getTime() + 7 * 86_400_000),
  });
}
