import type { Organization } from '../../record/statements/reach';

/** The bucket, as far as its policy concerns it. */
export interface GuardedBucket {
  readonly name: string;
  readonly ownerAccountId: string;
  /** `aws` when absent. */
  readonly partition?: string;
  /** Services that deliver logs to it: `cloudtrail.amazonaws.com`. */
  readonly logDeliveries?: readonly string[];
}

/** What a caller must be able to do with the bucket. */
export interface Need {
  readonly who: string;
  readonly what: string;
  readonly principal: string;
  readonly action: string;
  /** Any of these. */
  readonly resources: readonly string[];
  /** The owner needs no Allow in the policy: IAM gives it. A service has nothing else. */
  readonly needsAllow: boolean;
  /** What its requests carry; null where a key is never in them. A key that is not here may say anything. */
  readonly request: ReadonlyMap<string, string | null>;
}

/** The owner's say over the policy itself, and the delivery of logs. */
export function needsOf(
  { name, ownerAccountId, partition = 'aws', logDeliveries = [] }: GuardedBucket,
  { id }: Organization,
): readonly Need[] {
  const bucket = `arn:${partition}:s3:::${name}`;
  const principal = `arn:${partition}:iam::${ownerAccountId}:root`;
  const request = new Map([
    ...SECURE,
    ['aws:principalarn', principal],
    ['aws:principalaccount', ownerAccountId],
    ['aws:userid', ownerAccountId],
    // Only a user has one. A Deny of all but one user leaves no way in for the owner's roles.
    ['aws:username', null],
    ['aws:principalisawsservice', 'false'],
    ['aws:viaawsservice', 'false'],
    ...(id === undefined ? [] : ([['aws:principalorgid', id]] as const)),
  ]);
  const owner = { who: 'The owner', principal, needsAllow: false, request };
  return [
    ...['change', 'delete', 'read'].map((verb) => ({
      ...owner,
      what: `${verb} the policy of bucket ${name}`,
      action: `s3:${CALLS[verb]}BucketPolicy`,
      resources: [bucket],
    })),
    ...logDeliveries.flatMap((service) => {
      const delivery = {
        who: service,
        principal: `Service:${service}`,
        needsAllow: true,
        request: new Map([...SERVICE, ['aws:principalservicename', service]]),
      };
      const what = `write to bucket ${name}`;
      return [
        { ...delivery, what, action: 's3:PutObject', resources: [`${bucket}/*`] },
        { ...delivery, what, action: 's3:GetBucketAcl', resources: [bucket] },
      ];
    }),
  ];
}

const CALLS: Readonly<Record<string, string>> = { change: 'Put', delete: 'Delete', read: 'Get' };

/** Over TLS, of the newest version there will ever be. */
const SECURE = [
  ['aws:securetransport', 'true'],
  ['s3:tlsversion', '99'],
] as const;

/** A service has no account, and comes from no network of ours. [D] reference_policies_condition-keys */
const SERVICE = [
  ...SECURE,
  ['aws:principalisawsservice', 'true'],
  ['s3:x-amz-acl', 'bucket-owner-full-control'],
  ['aws:principalarn', null],
  ['aws:principalaccount', null],
  ['aws:principalorgid', null],
  ['aws:principalorgpaths', null],
  ['aws:sourceip', null],
  ['aws:sourcevpc', null],
  ['aws:sourcevpce', null],
] as const;
