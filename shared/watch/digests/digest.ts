import { array, nullable, object, safeParse, string } from 'valibot';

/** The fields of a digest file that a verdict needs [D cloudtrail-log-file-validation-digest-file-structure]. */
export interface Digest {
  readonly digestStartTime: string;
  readonly digestEndTime: string;
  readonly digestS3Bucket: string;
  readonly digestS3Object: string;
  readonly digestPublicKeyFingerprint: string;
  /** All three are null in a starting digest: validation or logging began, or began again. */
  readonly previousDigestS3Bucket: string | null;
  readonly previousDigestS3Object: string | null;
  readonly previousDigestSignature: string | null;
  /** Of the uncompressed contents. */
  readonly previousDigestHashValue: string | null;
  readonly logFiles: readonly LoggedFile[];
}

export interface LoggedFile {
  readonly s3Bucket: string;
  readonly s3Object: string;
  /** SHA-256 of the uncompressed contents, in hexadecimal. */
  readonly hashValue: string;
}

const schema = object({
  digestStartTime: string(),
  digestEndTime: string(),
  digestS3Bucket: string(),
  digestS3Object: string(),
  digestPublicKeyFingerprint: string(),
  previousDigestS3Bucket: nullable(string()),
  previousDigestS3Object: nullable(string()),
  previousDigestSignature: nullable(string()),
  previousDigestHashValue: nullable(string()),
  logFiles: array(object({ s3Bucket: string(), s3Object: string(), hashValue: string() })),
});

/** Undefined for a text that is no digest: not JSON, a missing field, an invalid time. */
export function readDigest(text: string): Digest | undefined {
  const { success, output } = safeParse(schema, parsed(text));
  if (!success) return undefined;
  const times = [output.digestStartTime, output.digestEndTime];
  return times.some((time) => Number.isNaN(Date.parse(time))) ? undefined : output;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The chain begins, or begins again, with this one. */
export const isStarting = ({ previousDigestS3Object, previousDigestS3Bucket }: Digest): boolean =>
  previousDigestS3Object === null || previousDigestS3Bucket === null;
