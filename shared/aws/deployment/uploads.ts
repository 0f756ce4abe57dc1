import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  CreateBucketCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  PutBucketEncryptionCommand,
  PutBucketOwnershipControlsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutPublicAccessBlockCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { hasCode } from '../classify';
import { type Connection, clientConfig } from '../connection';

/** The bucket of an account that holds templates and code. */
export interface CodeBucket {
  readonly name: string;
  readonly accountId: string;
  readonly region: string;
}

export const codeBucketOf = (accountId: string, region: string): CodeBucket => ({
  name: `trailwarden-deployment-${accountId}-${region}`,
  accountId,
  region,
});

/** Makes the bucket where it is missing, and closes it to the public either way. A bucket of a stranger is refused. */
export async function makeCodeBucket(
  { name: Bucket, accountId: ExpectedBucketOwner, region }: CodeBucket,
  connection: Connection,
): Promise<void> {
  const s3 = s3Of(connection);
  const owned = { Bucket, ExpectedBucketOwner };
  const isThere = await s3.send(new HeadBucketCommand(owned)).then(
    () => true,
    (error: unknown) => {
      if (hasCode(error, 'NotFound') || hasCode(error, 'NoSuchBucket')) return false;
      throw error;
    },
  );
  if (!isThere) {
    const LocationConstraint = region as 'eu-west-1';
    await s3.send(
      new CreateBucketCommand({
        Bucket,
        ObjectOwnership: 'BucketOwnerEnforced',
        ...(region !== 'us-east-1' && {
          CreateBucketConfiguration: { LocationConstraint },
        }),
      }),
    );
  }
  const blocked = {
    BlockPublicAcls: true,
    BlockPublicPolicy: true,
    IgnorePublicAcls: true,
    RestrictPublicBuckets: true,
  };
  await s3.send(
    new PutPublicAccessBlockCommand({ ...owned, PublicAccessBlockConfiguration: blocked }),
  );
  await s3.send(
    new PutBucketOwnershipControlsCommand({
      ...owned,
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
    }),
  );
  await s3.send(
    new PutBucketEncryptionCommand({
      ...owned,
      ServerSideEncryptionConfiguration: {
        Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
      },
    }),
  );
  await s3.send(
    new PutBucketVersioningCommand({ ...owned, VersioningConfiguration: { Status: 'Enabled' } }),
  );
}

interface Upload {
  readonly folder: string;
  /** Each file with its SHA-256 in hexadecimal digits. */
  readonly files: Readonly<Record<string, string>>;
  /** What keys begin with; another release has another. */
  readonly prefix: string;
  readonly onFile?: (name: string) => void;
}

/** Uploads what is not there with that content; returns how many files that were. */
export async function uploadFiles(
  bucket: CodeBucket,
  { folder, files, prefix, onFile }: Upload,
  connection: Connection,
): Promise<number> {
  const s3 = s3Of(connection);
  const owned = { Bucket: bucket.name, ExpectedBucketOwner: bucket.accountId };
  let uploaded = 0;
  for (const [name, sha256] of Object.entries(files)) {
    const Key = `${prefix}${name}`;
    const there = await s3
      .send(new HeadObjectCommand({ ...owned, Key }))
      .catch((error: unknown) => {
        if (hasCode(error, 'NotFound') || hasCode(error, 'NoSuchKey')) return undefined;
        throw error;
      });
    if (there?.Metadata?.sha256 === sha256) continue;
    onFile?.(name);
    const Body = await readFile(join(folder, name));
    await s3.send(new PutObjectCommand({ ...owned, Key, Body, Metadata: { sha256 } }));
    uploaded += 1;
  }
  return uploaded;
}

/** Where CloudFormation reads a template that was uploaded. */
export const templateUrl = ({ name, region }: CodeBucket, key: string, dnsSuffix: string): string =>
  `https://${name}.s3.${region}.${dnsSuffix}/${key}`;

/** A file may need longer than a function would wait. */
const s3Of = (connection: Connection): S3Client =>
  new S3Client({
    ...clientConfig({ ...connection, requestTimeoutMs: 120_000 }),
    forcePathStyle: connection.endpoint !== undefined,
  });
