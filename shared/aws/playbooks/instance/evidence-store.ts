import { createHash } from 'node:crypto';
import { GetObjectCommand, GetObjectRetentionCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { EvidencePart } from '../../../domain/custody';
import { asked, hasCode } from '../../classify';
import type { InstanceClients } from './clients';
import { hashed } from './hashed';

/** An object of the evidence bucket, as it is there. */
export interface StoredEvidence {
  /** Absent where it is too large to be read. */
  readonly sha256?: string;
  readonly size: number;
  /** Of the sizes that were asked for. */
  readonly parts?: readonly EvidencePart[];
  readonly versionId?: string;
  /** Until then it cannot be deleted. */
  readonly lockedUntil?: string;
  /** Its bytes, where they were asked for. */
  readonly bytes?: Uint8Array;
}

export const HOUR_SECONDS = 3_600;

/** A URL that writes one object, once, within the hour. */
export const urlToWrite = ({ s3 }: InstanceClients, Bucket: string, Key: string): Promise<string> =>
  getSignedUrl(s3, new PutObjectCommand({ Bucket, Key, IfNoneMatch: '*' }), {
    expiresIn: HOUR_SECONDS,
  });

export const urlToRead = ({ s3 }: InstanceClients, Bucket: string, Key: string): Promise<string> =>
  getSignedUrl(s3, new GetObjectCommand({ Bucket, Key }), { expiresIn: HOUR_SECONDS });

interface Look {
  readonly versionId?: string;
  /** Keep the bytes of an object up to this size. */
  readonly most?: number;
  /** Do not read one that is larger. */
  readonly mostRead?: number;
  /** Of its parts. */
  readonly sizes?: readonly number[];
}

/** Reads the object again: what a host says of it is its claim. Undefined where there is none. */
export async function storedEvidence(
  { s3 }: InstanceClients,
  Bucket: string,
  Key: string,
  { versionId: VersionId, most = 0, mostRead = Number.POSITIVE_INFINITY, sizes = [] }: Look = {},
): Promise<StoredEvidence | undefined> {
  const wanted = new GetObjectCommand({ Bucket, Key, ...(VersionId && { VersionId }) });
  const object = await asked('s3:GetObject', s3.send(wanted)).catch((error: unknown) => {
    if (hasCode(error, 'NoSuchKey') || hasCode(error, 'NoSuchVersion')) return undefined;
    throw error;
  });
  if (!object) return undefined;
  const lockedUntil = await lockOf(s3, Bucket, Key, object.VersionId);
  const about = {
    ...(object.VersionId && { versionId: object.VersionId }),
    ...(lockedUntil && { lockedUntil }),
  };
  const { ContentLength = 0 } = object;
  if (ContentLength > mostRead) {
    (object.Body as { readonly destroy?: () => void } | undefined)?.destroy?.();
    return { size: ContentLength, ...about };
  }
  const kept: Uint8Array[] = [];
  const { sha256, size, parts } = await hashed(
    object.Body as AsyncIterable<Uint8Array>,
    sizes,
    (chunk, soFar) => soFar <= most && kept.push(chunk),
  );
  return {
    ...{ sha256, size, ...about },
    ...(parts.length > 0 && { parts }),
    ...(size <= most && { bytes: Buffer.concat(kept) }),
  };
}

async function lockOf(
  s3: InstanceClients['s3'],
  Bucket: string,
  Key: string,
  VersionId: string | undefined,
): Promise<string | undefined> {
  const wanted = new GetObjectRetentionCommand({ Bucket, Key, ...(VersionId && { VersionId }) });
  try {
    const { Retention } = await asked('s3:GetObjectRetention', s3.send(wanted));
    return Retention?.RetainUntilDate?.toISOString();
  } catch (error) {
    // Of a bucket or an object without a lock.
    if (NO_LOCK.some((code) => hasCode(error, code))) return undefined;
    throw error;
  }
}

const NO_LOCK = ['NoSuchObjectLockConfiguration', 'InvalidRequest'];

export async function putEvidence(
  { s3 }: InstanceClients,
  Bucket: string,
  Key: string,
  Body: string,
): Promise<void> {
  const ContentMD5 = createHash('md5').update(Body).digest('base64');
  await asked('s3:PutObject', s3.send(new PutObjectCommand({ Bucket, Key, Body, ContentMD5 })));
}
