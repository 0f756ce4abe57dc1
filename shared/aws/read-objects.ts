import {
  GetObjectCommand,
  ListObjectsV2Command,
  type ListObjectsV2CommandInput,
  S3Client,
} from '@aws-sdk/client-s3';
import { hasCode } from './classify';
import { type Connection, clientConfig } from './connection';
import { everyItem } from './dependencies/all-pages';

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
    async *list(Prefix, StartAfter) {
      for await (const { Contents = [] } of pagesOf(client, { Bucket: bucket, Prefix, StartAfter }))
        for (const { Key } of Contents) if (Key !== undefined) yield Key;
    },
    folders: async (prefix) => {
      const pages = pagesOf(client, { Bucket: bucket, Prefix: prefix, Delimiter: '/' });
      const found = await everyItem(pages, ({ CommonPrefixes }) => CommonPrefixes);
      return found.map(({ Prefix = '' }) => Prefix.slice(prefix.length, -1));
    },
    open: (of, key) => openObject(client, of, key),
  };
}

/** Pages of up to a thousand keys. */
async function* pagesOf(client: S3Client, asked: ListObjectsV2CommandInput) {
  let ContinuationToken: string | undefined;
  do {
    const page = await client.send(new ListObjectsV2Command({ ...asked, ContinuationToken }));
    yield page;
    ContinuationToken = page.NextContinuationToken;
  } while (ContinuationToken);
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
