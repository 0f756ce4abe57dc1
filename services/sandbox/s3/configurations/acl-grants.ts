import { createHash } from 'node:crypto';
import type { XmlElement } from '../../core/xml-tree';
import type { Bucket } from '../state';
import { elementOf, elementsOf } from '../xml-values';

const groups = 'http://acs.amazonaws.com/groups/';
export const everyone = `${groups}global/AllUsers`;
export const anyAccount = `${groups}global/AuthenticatedUsers`;
export const logDelivery = `${groups}s3/LogDelivery`;

/** The 64 hexadecimal digits S3 knows an account by; here made of its id. */
export function canonicalId(accountId: string): string {
  return createHash('sha256').update(`canonical/${accountId}`).digest('hex');
}

export function grantTo(
  grantee: { readonly id: string } | { readonly uri: string },
  permission: string,
) {
  const [type, member] =
    'id' in grantee ? ['CanonicalUser', { ID: grantee.id }] : ['Group', { URI: grantee.uri }];
  const namespace = 'http://www.w3.org/2001/XMLSchema-instance';
  return {
    Grantee: { 'xmlns:xsi': namespace, 'xsi:type': type, ...member },
    Permission: permission,
  };
}

/** The ACL every bucket is born with: everything for its owner, nothing for others. */
export function privateAcl({ accountId }: Pick<Bucket, 'accountId'>): XmlElement {
  const id = canonicalId(accountId);
  return {
    Owner: { ID: id },
    AccessControlList: { Grant: [grantTo({ id }, 'FULL_CONTROL')] },
  };
}

export function grantsOf(acl: XmlElement): readonly XmlElement[] {
  return elementsOf(elementOf(acl.AccessControlList ?? '').Grant);
}

export function grantsOthers(bucket: Bucket): boolean {
  const acl = bucket.configurations.get('acl');
  return acl !== undefined && !grantsOwnerOnly(acl, bucket);
}

export function grantsOwnerOnly(
  acl: XmlElement,
  { accountId }: Pick<Bucket, 'accountId'>,
): boolean {
  return grantsOf(acl).every(({ Grantee }) => elementOf(Grantee).ID === canonicalId(accountId));
}

export function grantsPublic(acl: XmlElement): boolean {
  return grantsOf(acl).some(({ Grantee }) => {
    const { URI } = elementOf(Grantee);
    return URI === everyone || URI === anyAccount;
  });
}
