import { holds, readOperator } from './conditions';
import { actionLike, includes, uncovered } from './covers';
import { type AtFault, atFault } from './fault';
import { mayMeet } from './like';
import type { Organization } from './reach';
import type { Condition, PolicyStatement } from './statement';

/** The bucket, as far as its policy concerns it. */
export interface GuardedBucket {
  readonly name: string;
  readonly ownerAccountId: string;
  /** `aws` when absent. */
  readonly partition?: string;
  /** Services that deliver logs to it: `cloudtrail.amazonaws.com`. */
  readonly logDeliveries?: readonly string[];
}

/** Each Deny that shuts out who was able to before, and each Allow that one had and has not. */
export function lockedOut(
  before: readonly PolicyStatement[] | undefined,
  now: readonly PolicyStatement[],
  bucket: GuardedBucket,
  organization: Organization,
): readonly AtFault[] {
  const was = before ?? [];
  const isNew = (one: PolicyStatement) => uncovered(one, was, bucket.ownerAccountId).length > 0;
  const found = needsOf(bucket, organization).flatMap((any) => {
    const need = whereAllowed(any, was);
    if ((before && !isAble(before, need)) || isAble(now, need)) return [];
    const sentence = `${need.who} can no longer ${need.what}`;
    const shut = shuttingOut(now, need).filter(isNew);
    const gone = lettingIn(now, need).length === 0 ? lettingIn(was, need) : [];
    return [
      ...shut.map((one) => atFault('lock-out', 'now', one, sentence)),
      ...gone.map((one) => atFault('lock-out', 'before', one, sentence)),
    ];
  });
  return found.filter((one, at) => found.findIndex((other) => isSame(one, other)) === at);
}

/** One statement takes away several needs; the first tells. */
const isSame = (one: AtFault, other: AtFault): boolean =>
  one.from === other.from && one.index === other.index;

/** What a caller must be able to do with the bucket. */
interface Need {
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
function needsOf(
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

/**
 * The same need of the objects for which the policy allowed it: logs are under one prefix, and what is denied elsewhere
 * harms none.
 */
function whereAllowed(need: Need, statements: readonly PolicyStatement[]): Need {
  const resources = lettingIn(statements, need)
    .flatMap((one) => (one.resources.isAllBut ? need.resources : one.resources.items))
    .filter((one) => need.resources.some((other) => mayMeet(one, other)));
  return need.needsAllow && resources.length > 0 ? { ...need, resources } : need;
}

/** As far as the policy tells: a condition that only a request can answer counts for the one who asks. */
const isAble = (statements: readonly PolicyStatement[], need: Need): boolean =>
  (!need.needsAllow || lettingIn(statements, need).length > 0) &&
  shuttingOut(statements, need).length === 0;

const lettingIn = (statements: readonly PolicyStatement[], need: Need) =>
  statements.filter(
    (one) =>
      one.allows && isAbout(one, need) && one.conditions.every((c) => isMet(c, need) ?? true),
  );

const shuttingOut = (statements: readonly PolicyStatement[], need: Need) =>
  statements.filter(
    (one) =>
      !one.allows && isAbout(one, need) && one.conditions.every((c) => isMet(c, need) ?? false),
  );

const isAbout = ({ principals, actions, resources }: PolicyStatement, need: Need): boolean =>
  includes(principals, need.principal, (item, one) => item === '*' || item === one) &&
  includes(actions, need.action, actionLike) &&
  (resources.isAllBut ||
    resources.items.some((item) => need.resources.some((one) => mayMeet(item, one))));

/** Undefined where only the request can tell. */
function isMet({ operator, key, values }: Condition, { request }: Need): boolean | undefined {
  const { base, isNegated, ifExists } = readOperator(operator);
  const sent = request.get(key);
  if (sent === undefined) return undefined;
  if (base === 'null') return values.some((one) => one.toLowerCase() === String(sent === null));
  // Of no value, all are as they must be and none is.
  if (sent === null)
    return base.startsWith('for') ? base.startsWith('forall') : isNegated || ifExists;
  return values.some((one) => holds(base, one, sent)) !== isNegated;
}
