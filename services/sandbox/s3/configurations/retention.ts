import { randomUUID } from 'node:crypto';
import type { XmlElement, XmlTree } from '../../core/xml-tree';
import {
  api,
  type Configuration,
  elementOf,
  elementsOf,
  oneOf,
  type Put,
  textOf,
} from '../configuration';
import { refuse } from '../refusals';
import type { Bucket, Retention } from '../state';

export const versioning: Configuration = {
  name: 'versioning',
  root: 'VersioningConfiguration',
  get: api('GetBucketVersioning'),
  put: { ...api('PutBucketVersioning'), headers: { 'x-amz-mfa': 'MFA' } },
  absent: () => ({}),
  accept: ({ Status, MfaDelete }, put) => {
    if (Status === undefined) throw refuse.illegalVersioning();
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

/** Once on, Object Lock stays on; leaving out the rule takes away the default retention [D object-lock-configure]. */
export const objectLock: Configuration = {
  name: 'object-lock',
  root: 'ObjectLockConfiguration',
  get: api('GetObjectLockConfiguration', 'GetBucketObjectLockConfiguration'),
  put: api('PutObjectLockConfiguration', 'PutBucketObjectLockConfiguration'),
  absent: () =>
    refuse.notThere(
      'ObjectLockConfigurationNotFoundError',
      'Object Lock configuration does not exist for this bucket',
    ),
  accept: (written, { bucket }) => {
    if (!isVersioned(bucket)) {
      throw refuse.invalidBucketState(
        "Versioning must be 'Enabled' on the bucket to apply a Object Lock configuration",
      );
    }
    oneOf(written.ObjectLockEnabled, ['Enabled']);
    if (written.Rule !== undefined) checkRetention(retentionElement(written));
    return written;
  },
};

/** What a new object of the bucket is kept for; undefined without a default. */
export function defaultRetention(bucket: Bucket, from: Date): Retention | undefined {
  const configuration = bucket.configurations.get('object-lock');
  if (configuration?.Rule === undefined) return undefined;
  const { Mode, Days, Years } = retentionElement(configuration);
  const days = Days === undefined ? Number(Years) * 365 : Number(Days);
  const until = new Date(from.getTime() + days * 24 * 60 * 60 * 1000);
  return { mode: oneOf(Mode, ['GOVERNANCE', 'COMPLIANCE']), until };
}

function retentionElement({ Rule }: XmlElement): XmlElement {
  return elementOf(elementOf(Rule).DefaultRetention);
}

function checkRetention({ Mode, Days, Years }: XmlElement): void {
  oneOf(Mode, ['GOVERNANCE', 'COMPLIANCE']);
  if (Days !== undefined && Years !== undefined) throw refuse.malformedXml();
  if (Days === undefined && Years === undefined) {
    throw refuse.invalidRequest('Default retention needs a period in days or years.');
  }
  if (/^[1-9]\d*$/.test(textOf(Days ?? Years) ?? '')) return;
  throw refuse.invalidArgument('Default retention period must be a positive integer value.');
}

const effects = [
  'Expiration',
  'Transition',
  'NoncurrentVersionExpiration',
  'NoncurrentVersionTransition',
  'AbortIncompleteMultipartUpload',
];

const minimumSize = 'x-amz-transition-default-minimum-object-size';

/** Rules are kept and given back; `keepLifecycles` does what they say, where it was asked for. */
export const lifecycle: Configuration = {
  name: 'lifecycle',
  root: 'LifecycleConfiguration',
  get: {
    ...api('GetBucketLifecycleConfiguration', 'GetLifecycleConfiguration', 'GetBucketLifecycle'),
    headers: { TransitionDefaultMinimumObjectSize: minimumSize },
    defaults: { TransitionDefaultMinimumObjectSize: 'all_storage_classes_128K' },
  },
  put: {
    ...api('PutBucketLifecycleConfiguration', 'PutLifecycleConfiguration', 'PutBucketLifecycle'),
    headers: { [minimumSize]: 'TransitionDefaultMinimumObjectSize' },
    answers: { TransitionDefaultMinimumObjectSize: minimumSize },
  },
  remove: api('DeleteBucketLifecycle', 'PutLifecycleConfiguration', 'DeleteBucketLifecycle'),
  absent: () =>
    refuse.notThere('NoSuchLifecycleConfiguration', 'The lifecycle configuration does not exist'),
  accept: ({ Rule }, { call: { input } }) => {
    const size = textOf(input.TransitionDefaultMinimumObjectSize as XmlTree | undefined);
    const rules = elementsOf(Rule);
    if (rules.length === 0 || rules.length > 1000) throw refuse.malformedXml();
    const written = (member: string) => rules.some((rule) => rule[member] !== undefined);
    if (written('Prefix') && written('Filter')) throw refuse.invalidRequest(TWO_VERSIONS);
    return {
      Rule: rules.map(acceptedRule),
      ...(size !== undefined && { TransitionDefaultMinimumObjectSize: size }),
    };
  },
};

/** Of public reports; the code of the record. [R] */
const TWO_VERSIONS =
  'Base level prefix cannot be used in Lifecycle V2, prefixes are only supported in the Filter.';

function acceptedRule(rule: XmlElement): XmlElement {
  oneOf(rule.Status, ['Enabled', 'Disabled']);
  if (rule.Filter === undefined && rule.Prefix === undefined) throw refuse.malformedXml();
  if (!effects.some((effect) => rule[effect] !== undefined)) {
    throw refuse.invalidRequest('At least one action needs to be specified in a rule');
  }
  if (rule.Expiration !== undefined) checkDays(textOf(elementOf(rule.Expiration).Days));
  // S3 gives a rule without an id one.
  return { ID: randomUUID(), ...rule };
}

function checkDays(days: string | undefined): void {
  if (days === undefined || /^[1-9]\d*$/.test(days)) return;
  throw refuse.invalidArgument("'Days' for Expiration action must be a positive integer");
}

/** Kept and given back; nothing is copied. */
export const replication: Configuration = {
  name: 'replication',
  root: 'ReplicationConfiguration',
  get: api('GetBucketReplication', 'GetReplicationConfiguration', 'GetBucketReplication'),
  put: api('PutBucketReplication', 'PutReplicationConfiguration', 'PutBucketReplication'),
  remove: api('DeleteBucketReplication', 'PutReplicationConfiguration', 'DeleteBucketReplication'),
  absent: () =>
    refuse.notThere(
      'ReplicationConfigurationNotFoundError',
      'The replication configuration was not found',
    ),
  accept: (written, put) => {
    if (!isVersioned(put.bucket)) {
      throw refuse.invalidRequest(
        "Versioning must be 'Enabled' on the bucket to apply a replication configuration",
      );
    }
    const rules = elementsOf(written.Rule);
    if (rules.length === 0 || textOf(written.Role) === undefined) throw refuse.malformedXml();
    for (const rule of rules) {
      oneOf(rule.Status, ['Enabled', 'Disabled']);
      checkDestination(textOf(elementOf(rule.Destination).Bucket), put);
    }
    return written;
  },
};

function checkDestination(arn: string | undefined, { world }: Put): void {
  const destination = world.s3.buckets.get(arn?.split(':').at(-1) ?? '');
  if (destination === undefined) throw refuse.invalidRequest('Destination bucket must exist.');
  if (isVersioned(destination)) return;
  throw refuse.invalidRequest('Destination bucket must have versioning enabled.');
}
