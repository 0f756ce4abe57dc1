import type { XmlElement } from '../../core/xml-tree';
import type { Configuration, Put } from '../configuration';
import { refuse, S3Refusal } from '../refusals';
import {
  anyAccount,
  canonicalId,
  everyone,
  grantsOf,
  grantsOwnerOnly,
  grantsPublic,
  grantTo,
  logDelivery,
  privateAcl,
} from './acl-grants';
import { disablesAcls } from './ownership-controls';
import { blocks } from './public-access-block';

/** Grants beside the owner's FULL_CONTROL [D acl-overview#canned-acl]. */
const canned: Readonly<Record<string, readonly (readonly [uri: string, permission: string])[]>> = {
  private: [],
  'bucket-owner-full-control': [],
  'bucket-owner-read': [],
  'public-read': [[everyone, 'READ']],
  'public-read-write': [
    [everyone, 'READ'],
    [everyone, 'WRITE'],
  ],
  'authenticated-read': [[anyAccount, 'READ']],
  'log-delivery-write': [
    [logDelivery, 'WRITE'],
    [logDelivery, 'READ_ACP'],
  ],
};

const grantHeaders: Readonly<Record<string, string>> = {
  'x-amz-grant-full-control': 'FULL_CONTROL',
  'x-amz-grant-read': 'READ',
  'x-amz-grant-read-acp': 'READ_ACP',
  'x-amz-grant-write': 'WRITE',
  'x-amz-grant-write-acp': 'WRITE_ACP',
};

/** Kept and given back; access is decided by policies alone here. */
export const acl: Configuration = {
  name: 'acl',
  root: 'AccessControlPolicy',
  get: { action: 'GetBucketAcl', permission: 'GetBucketAcl', eventName: 'GetBucketAcl' },
  put: {
    action: 'PutBucketAcl',
    permission: 'PutBucketAcl',
    eventName: 'PutBucketAcl',
    headers: {
      'x-amz-acl': 'ACL',
      ...Object.fromEntries(Object.keys(grantHeaders).map((name) => [name, name])),
    },
  },
  absent: privateAcl,
  accept: (written, put) => {
    const wanted = {
      ...privateAcl(put.bucket),
      AccessControlList: { Grant: grants(written, put) },
    };
    const ownerOnly = grantsOwnerOnly(wanted, put.bucket);
    if (disablesAcls(put.bucket) && !ownerOnly) throw aclsAreOff();
    if (grantsPublic(wanted) && blocks(put.world, put.bucket, 'BlockPublicAcls'))
      throw refuse.denied();
    return wanted;
  },
};

function grants(written: XmlElement, { bucket, call: { input } }: Put): readonly XmlElement[] {
  if (written.AccessControlList !== undefined) return grantsOf(written);
  const headers = Object.keys(grantHeaders).filter((name) => input[name] !== undefined);
  if (headers.length > 0) {
    return headers.flatMap((name) => headerGrants(String(input[name]), grantHeaders[name] ?? ''));
  }
  if (input.ACL === undefined) throw refuse.malformedXml();
  const extra = canned[String(input.ACL)];
  if (extra === undefined) throw refuse.invalidArgument('The canned ACL is not valid.');
  const owner = grantTo({ id: canonicalId(bucket.accountId) }, 'FULL_CONTROL');
  return [owner, ...extra.map(([uri, permission]) => grantTo({ uri }, permission))];
}

/** `id="…", uri="…"`; with or without the quotes. */
function headerGrants(written: string, permission: string): readonly XmlElement[] {
  return written.split(',').map((one) => {
    const [, kind, value] = /^\s*(id|uri)="?([^"]+)"?\s*$/.exec(one) ?? [];
    if (value === undefined) throw refuse.invalidArgument('Argument format not recognized');
    return grantTo(kind === 'id' ? { id: value } : { uri: value }, permission);
  });
}

function aclsAreOff() {
  return new S3Refusal({
    code: 'AccessControlListNotSupported',
    message: 'The bucket does not allow ACLs',
    status: 400,
  });
}
