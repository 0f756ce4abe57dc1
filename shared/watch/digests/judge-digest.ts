import type { Digest } from './digest';
import type { DigestVerdict } from './verdict';

/** The object that was found at a key. */
export type Found =
  | { readonly kind: 'missing' | 'bad-format' }
  | { readonly kind: 'unreadable'; readonly why: string }
  | {
      readonly kind: 'digest';
      readonly digest: Digest;
      /** SHA-256 of the uncompressed contents. */
      readonly hash: string;
      /** From the object's metadata, or what the next digest remembers of it. */
      readonly signature: string | undefined;
      /** When a backfill digest was made and signed; absent for all others. */
      readonly madeAt?: string;
    };

/** Where a digest was searched, and what the next digest says about it. */
export interface Expected {
  readonly key: string;
  /** Undefined for a folder, which could have come from any bucket. */
  readonly bucket: string | undefined;
  /** Undefined when no valid later digest names it. */
  readonly link: Link | undefined;
}

export interface Link {
  readonly bucket: string;
  readonly key: string;
  readonly signature: string | null;
  readonly hash: string | null;
}

export type SignatureCheck = 'genuine' | 'forged' | 'unknown-key';

export type CheckSignature = (digest: Digest, hash: string, signature: string) => SignatureCheck;

/** In the order of `aws cloudtrail validate-logs`; the comparison with the link is ours. */
export function judgeDigest(
  found: Found,
  { key, bucket, link }: Expected,
  check: CheckSignature,
): DigestVerdict {
  if (found.kind !== 'digest') return found.kind;
  const { digest, hash, signature } = found;
  if (digest.digestS3Object !== key || (bucket ?? digest.digestS3Bucket) !== digest.digestS3Bucket)
    return 'moved';
  if (signature === undefined) return 'unsigned';
  const checked = check(digest, hash, signature);
  if (checked !== 'genuine') return checked === 'forged' ? 'bad-signature' : checked;
  if (link && (link.signature !== signature || (link.hash ?? hash) !== hash))
    return 'hash-mismatch';
  return 'valid';
}

/** What a valid digest says about the one before it; undefined for a starting digest. */
export function linkOf(digest: Digest): Link | undefined {
  const { previousDigestS3Bucket: bucket, previousDigestS3Object: key } = digest;
  if (bucket === null || key === null) return undefined;
  return {
    bucket,
    key,
    signature: digest.previousDigestSignature,
    hash: digest.previousDigestHashValue,
  };
}
