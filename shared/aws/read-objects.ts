import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { hasCode } from './classify';
import { type Connection, clientConfig } from './connection';

/** Objects of a bucket, in S3 or in a folder. Only absence does not throw. */
export interface Objects {
  /** Undefined for a folder, which could have come from any bucket. */
  readonly bucket: string | undefined;
  /** Keys in their order, only those after `startAfter`. */
  readonly list: (prefix: string, startAfter?: string) => AsyncIterable<string>;
  /** Names of the folders right below a prefix, without a slash. */
  readonly folders: (prefix: string) => Promise<readonly string[]>;
  /** Undefined when there is no such object. */
  readonly open: (bucket: string, key: string) => Promise<OpenObject | undefined>;
}

export interface OpenObject {
  readonly body: AsyncIterable<Uint8Array>;
  readonly metadata: Readonly<Record<string, string>>;
}

/** A bucket in S3, in any Region. */
export function bucketObjects(bucket: string, connection: Connection): Objects {
  const client = new S3Client({
    ...clientConfig(connection),
    followRegionRedirects: true,
    ...(connection.endpoint && { forcePathStyle: true }),
  });
  return {
    bucket,
    list: (prefix, startAfter) => listKeys(client, { bucket, prefix, startAfter }),
    folders: (prefix) => listFolders(client, bucket, prefix),
    open: (of, key) => openObject(client, of, key),
  };
}

interface Listing {
  readonly bucket: string;
  readonly prefix: string;
  readonly startAfter: string | undefined;
}

async function* listKeys(client: S3Client, { bucket, prefix, startAfter }: Listing) {
  let ContinuationToken: string | undefined;
  do {
    const page = await client.send(
      new ListObjectsV2Command({
        Bucket: bucket,
        Prefix: prefix,
        ...(startAfter && { StartAfter: startAfter }),
        ...(ContinuationToken && { ContinuationToken }),
      }),
    );
    for (const { Key } of page.Contents ?? []) if (Key !== undefined) yield Key;
    ContinuationToken = page.NextContinuationToken;
  } while (ContinuationToken);
}

async function listFolders(client: S3Client, bucket: string, prefix: string) {
  const found: string[] = [];
  let ContinuationToken: string | undefined;
  do {
    const page = await client.send(
      new ListObjectsV2Command({
        Bucket: bucket,
        Prefix: prefix,
        Delimiter: '/',
        ...(ContinuationToken && { ContinuationToken }),
      }),
    );
    for (const { Prefix = '' } of page.CommonPrefixes ?? [])
      found.push(Prefix.slice(prefix.length, -1));
    ContinuationToken = page.NextContinuationToken;
  } while (ContinuationToken);
  return found;
}

async function openObject(
  client: S3Client,
  bucket: string,
  key: string,
): Promise<OpenObject | undefined> {
  try {
    const { Body, Metadata = {} } = await client.send(
      new GetObjectCommand({ Bucket: bucket, Key: key }),
    );
    const body = Body as AsyncIterable<Uint8Array> | undefined;
    return { body: body ?? nothing(), metadata: Metadata };
  } catch (error) {
    if (hasCode(error, 'NoSuchKey')) return undefined;
    throw error;
  }
}

async function* nothing(): AsyncGenerator<Uint8Array> {}
