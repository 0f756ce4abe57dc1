import { createHash } from 'node:crypto';
import { GetObjectCommand, GetObjectRetentionCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { asked, hasCode } from '../../classify';
import type { InstanceClients } from './clients';

/** An object of the evidence bucket, as it is there. */
export interface StoredEvidence {
  readonly sha256: string;
  readonly size: number;
  readonly versionId?: string;
  /** Until when nobody can delete it. */
  readonly lockedUntil?: string;
  /** Its bytes, where they were asked for. */
  readonly bytes?: Uint8Array;
}

const HOUR_SECONDS = 3_600;

/** A URL that writes one object, once, within the hour. */
export const urlToWrite = ({ s3 }: InstanceClients, Bucket: string, Key: string): Promise<string> =>
  getSignedUrl(s3, new PutObjectCommand({ Bucket, Key, IfNoneMatch: '*' }), {
    expiresIn: HOUR_SECONDS,
  });

export const urlToRead = ({ s3 }: InstanceClients, Bucket: string, Key: string): Promise<string> =>
  getSignedUrl(s3, new GetObjectCommand({ Bucket, Key }), { expiresIn: HOUR_SECONDS });

/** Reads the object again: what a host says of it is its claim. Undefined where there is none. */
export async function storedEvidence(
  { s3 }: InstanceClients,
  Bucket: string,
  Key: string,
  { versionId: VersionId, most = 0 }: { readonly versionId?: string; readonly most?: number } = {},
): Promise<StoredEvidence | undefined> {
  const wanted = new GetObjectCommand({ Bucket, Key, ...(VersionId && { VersionId }) });
  const object = await asked('s3:GetObject', s3.send(wanted)).catch((error: unknown) => {
    if (hasCode(error, 'NoSuchKey') || hasCode(error, 'NoSuchVersion')) return undefined;
    throw error;
  });
  if (!object) return undefined;
  const hash = createHash('sha256');
  const kept: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of object.Body as AsyncIterable<Uint8Array>) {
    hash.update(chunk);
    size += chunk.length;
    if (size <= most) kept.push(chunk);
  }
  const lockedUntil = await lockOf(s3, Bucket, Key, object.VersionId);
  return {
    ...{ sha256: hash.digest('hex'), size },
    ...(object.VersionId && { versionId: object.VersionId }),
    ...(lockedUntil && { lockedUntil }),
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
