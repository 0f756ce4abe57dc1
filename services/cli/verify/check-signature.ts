import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import type { Digest } from '../../../shared/watch/digests/digest';
import type { SignatureCheck } from '../../../shared/watch/digests/judge-digest';
import { stringToSign } from '../../../shared/watch/digests/string-to-sign';

/** SHA-256 with RSA, PKCS #1 v1.5, keys by fingerprint as PKCS #1 DER [D cloudtrail-log-file-custom-validation]. */
export function signatureChecker(keys: ReadonlyMap<string, Uint8Array>) {
  const read = new Map<string, KeyObject>();
  const keyOf = (fingerprint: string): KeyObject | undefined => {
    const value = keys.get(fingerprint);
    const known = read.get(fingerprint);
    if (known || !value) return known;
    const key = createPublicKey({ key: Buffer.from(value), format: 'der', type: 'pkcs1' });
    read.set(fingerprint, key);
    return key;
  };
  return (digest: Digest, hash: string, signature: string): SignatureCheck => {
    const key = keyOf(digest.digestPublicKeyFingerprint);
    if (!key) return 'unknown-key';
    const signed = Buffer.from(stringToSign(digest, hash));
    return verify('sha256', signed, key, Buffer.from(signature, 'hex')) ? 'genuine' : 'forged';
  };
}
