import { createHash } from 'node:crypto';
import type { World } from '../../core/service';
import type { XmlElement } from '../../core/xml-tree';
import { api, type Configuration, elementOf, elementsOf, oneOf, type Put } from '../configuration';
import { refuse } from '../refusals';
import type { Bucket } from '../state';

const groups = 'http://acs.amazonaws.com/groups/';
const everyone = `${groups}global/AllUsers`;
const anyAccount = `${groups}global/AuthenticatedUsers`;
const logDelivery = `${groups}s3/LogDelivery`;

/** The 64 hexadecimal digits S3 knows an account by; here made of its id. */
export function canonicalId(accountId: string): string {
  return createHash('sha256').update(`canonical/${accountId}`).digest('hex');
}

function grantTo(grantee: { readonly id: string } | { readonly uri: string }, permission: string) {
  const [type, member] =
    'id' in grantee ? ['CanonicalUser', { ID: grantee.id }] : ['Group', { URI: grantee.uri }];
  const namespace = 'http://www.w3.org/2001/XMLSchema-instance';
  return {
    Grantee: { 'xmlns:xsi': namespace, 'xsi:type': type, ...member },
    Permission: permission,
  };
}

/** The ACL every bucket is born with: everything for its owner, nothing for others. */
function privateAcl({ accountId }: Pick<Bucket, 'accountId'>): XmlElement {
  const id = canonicalId(accountId);
  return {
    Owner: { ID: id },
    AccessControlList: { Grant: [grantTo({ id }, 'FULL_CONTROL')] },
  };
}

function grantsOf(acl: XmlElement): readonly XmlElement[] {
  return elementsOf(elementOf(acl.AccessControlList ?? '').Grant);
}

function grantsOthers(bucket: Bucket): boolean {
  const acl = bucket.configurations.get('acl');
  return acl !== undefined && !grantsOwnerOnly(acl, bucket);
}

function grantsOwnerOnly(acl: XmlElement, { accountId }: Pick<Bucket, 'accountId'>): boolean {
  return grantsOf(acl).every(({ Grantee }) => elementOf(Grantee).ID === canonicalId(accountId));
}

function grantsPublic(acl: XmlElement): boolean {
  return grantsOf(acl).some(({ Grantee }) => {
    const { URI } = elementOf(Grantee);
    return URI === everyone || URI === anyAccount;
  });
}

const ownerships = ['BucketOwnerPreferred', 'ObjectWriter', 'BucketOwnerEnforced'] as const;

/** What every bucket is born with since April 2023 [D about-object-ownership]. */
export const bucketOwnerEnforced: XmlElement = {
  Rule: { ObjectOwnership: 'BucketOwnerEnforced' },
};

export const ownershipControls: Configuration = {
  name: 'ownershipControls',
  root: 'OwnershipControls',
  get: api('GetBucketOwnershipControls'),
  put: api('PutBucketOwnershipControls'),
  remove: api(
    'DeleteBucketOwnershipControls',
    'PutBucketOwnershipControls',
    'DeleteBucketOwnershipControls',
  ),
  absent: () =>
    refuse.notThere(
      'OwnershipControlsNotFoundError',
      'The bucket ownership controls were not found',
    ),
  accept: ({ Rule }, { bucket }) => {
    const [rule, ...more] = elementsOf(Rule);
    if (rule === undefined || more.length > 0) throw refuse.malformedXml();
    const ownership = oneOf(rule.ObjectOwnership, ownerships);
    if (ownership === 'BucketOwnerEnforced' && grantsOthers(bucket)) throw refuse.bucketHasAcls();
    return { Rule: { ObjectOwnership: ownership } };
  },
};

/** ACLs are off: only the owner's own is accepted. */
function disablesAcls(bucket: Bucket): boolean {
  return ownershipOf(bucket) === 'BucketOwnerEnforced';
}

export const ownershipOf = ({ configurations }: Bucket) =>
  elementsOf(configurations.get('ownershipControls')?.Rule)[0]?.ObjectOwnership;

const switches = [
  'BlockPublicAcls',
  'IgnorePublicAcls',
  'BlockPublicPolicy',
  'RestrictPublicBuckets',
] as const;

/** What every bucket is born with since April 2023 [D create-bucket-faq]. */
export const everythingBlocked: XmlElement = Object.fromEntries(
  switches.map((name) => [name, 'true']),
);

export const publicAccessBlock: Configuration = {
  name: 'publicAccessBlock',
  root: 'PublicAccessBlockConfiguration',
  get: api('GetPublicAccessBlock', 'GetBucketPublicAccessBlock'),
  put: api('PutPublicAccessBlock', 'PutBucketPublicAccessBlock'),
  remove: api(
    'DeletePublicAccessBlock',
    'PutBucketPublicAccessBlock',
    'DeleteBucketPublicAccessBlock',
  ),
  absent: () => refuse.noPublicAccessBlock(),
  accept: acceptedBlock,
};

/** A switch that is not written is off, whatever it was; none at all is refused [R]. */
export function acceptedBlock(written: XmlElement): XmlElement {
  if (Object.keys(written).length === 0) throw refuse.invalidRequest(NOTHING);
  return Object.fromEntries(
    switches.map((name) => [name, oneOf(written[name] ?? 'false', ['true', 'false'])]),
  );
}

/** As moto has it. */
const NOTHING = 'Must specify at least one configuration.';

/** The bucket's own block or its account's: the stricter counts [D access-control-block-public-access]. */
export function blocks({ s3 }: World, bucket: Bucket, what: (typeof switches)[number]): boolean {
  const own = bucket.configurations.get('publicAccessBlock');
  return [own, s3.accountBlocks.get(bucket.accountId)].some((block) => block?.[what] === 'true');
}

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
  get: api('GetBucketAcl'),
  put: {
    ...api('PutBucketAcl'),
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
    if (disablesAcls(put.bucket) && !grantsOwnerOnly(wanted, put.bucket)) throw refuse.aclsAreOff();
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
