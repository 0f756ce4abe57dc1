import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { type Connection, clientConfig } from '../connection';

export interface EvidenceObject {
  readonly key: string;
  readonly body: Uint8Array;
  readonly contentType: string;
  /** Hexadecimal; S3 refuses the object when it receives another content. */
  readonly sha256: string;
}

/**
 * Writes into the evidence bucket, whose own rule says how long nothing can be deleted. Rejects with
 * the SDK's error. Writing a key again makes a new version beside the old one.
 */
export function openEvidence(bucket: string, connection: Connection = {}) {
  const client = new S3Client({
    ...clientConfig(connection),
    ...(pathStyle(connection) && { forcePathStyle: true }),
  });
  return async ({ key, body, contentType, sha256 }: EvidenceObject): Promise<void> => {
    await client.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        Body: body,
        ContentType: contentType,
        ChecksumSHA256: Buffer.from(sha256, 'hex').toString('base64'),
      }),
    );
  };
}

/** A loopback address has no host names for buckets. */
const pathStyle = ({ endpoint }: Connection): boolean =>
  endpoint !== undefined || process.env.AWS_ENDPOINT_URL !== undefined;
