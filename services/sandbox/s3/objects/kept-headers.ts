import type { Call } from '../../core/service';
import { encryptionKeyOf } from '../configurations/settings';
import type { Bucket } from '../state';

/** What is given back with an object: its metadata, and how it is encrypted. */
export function keptHeaders({ raw }: Call, bucket: Bucket): Readonly<Record<string, string>> {
  const own = Object.entries(raw.headers).flatMap(([name, value]) =>
    /^x-amz-(meta-|server-side-encryption)/.test(name) ? [[name, String(value)]] : [],
  );
  return { ...encryptionHeaders(bucket), ...Object.fromEntries(own) };
}

function encryptionHeaders(bucket: Bucket): Readonly<Record<string, string>> {
  const key = encryptionKeyOf(bucket);
  if (key === undefined) return { 'x-amz-server-side-encryption': 'AES256' };
  return {
    'x-amz-server-side-encryption': 'aws:kms',
    'x-amz-server-side-encryption-aws-kms-key-id': key,
  };
}
