import type { Digest } from './digest';

/**
 * What CloudTrail signed [D cloudtrail-log-file-custom-validation]: end, place, SHA-256 of the
 * uncompressed contents, and the signature before. A starting digest has the word `null` there.
 */
export const stringToSign = (digest: Digest, hash: string): string =>
  [
    digest.digestEndTime,
    `${digest.digestS3Bucket}/${digest.digestS3Object}`,
    hash,
    digest.previousDigestSignature ?? 'null',
  ].join('\n');
