import type { Configuration, Put } from '../configuration';
import { refuse } from '../refusals';
import type { Bucket } from '../state';
import { oneOf } from '../xml-values';

export const versioning: Configuration = {
  name: 'versioning',
  root: 'VersioningConfiguration',
  get: {
    action: 'GetBucketVersioning',
    permission: 'GetBucketVersioning',
    eventName: 'GetBucketVersioning',
  },
  put: {
    action: 'PutBucketVersioning',
    permission: 'PutBucketVersioning',
    eventName: 'PutBucketVersioning',
    headers: { 'x-amz-mfa': 'MFA' },
  },
  absent: () => ({}),
  accept: ({ Status, MfaDelete }, put) => {
    const status = oneOf(Status, ['Enabled', 'Suspended']);
    const known = put.bucket.configurations.get('versioning')?.MfaDelete;
    const mfaDelete = MfaDelete === undefined ? known : oneOf(MfaDelete, ['Enabled', 'Disabled']);
    if (MfaDelete !== undefined || known === 'Enabled') checkMfa(put);
    if (status === 'Suspended' && put.bucket.configurations.has('object-lock')) {
      throw refuse.invalidBucketState(
        'An Object Lock configuration is present on this bucket, so the versioning state cannot be changed.',
      );
    }
    return { Status: status, ...(mfaDelete !== undefined && { MfaDelete: mfaDelete }) };
  },
};

export function isVersioned(bucket: Bucket): boolean {
  return bucket.configurations.get('versioning')?.Status === 'Enabled';
}

/** Only the owner's root with a code may touch MFA delete [D MultiFactorAuthenticationDelete]. */
function checkMfa({ bucket, call }: Put): void {
  const { principal } = call;
  const isOwner = principal.kind === 'root' && principal.accountId === bucket.accountId;
  if (isOwner && /^\S+ \d{6}$/.test(String(call.input.MFA))) return;
  throw refuse.denied('Mfa Authentication must be used for this request');
}
