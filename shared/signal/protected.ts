import { accountBlockArn, type BucketGuard } from '../domain/bucket';
import { globalRegionOf } from '../domain/global-region';
import { accountSubject, governsOptInRegion } from '../domain/membership';
import type { Place } from '../domain/place';
import type { Reconciliation } from '../domain/reconciliation';
import type { DependencyKind, Subject, SubjectKind } from '../domain/subject';

/** What the deployment guards besides trails, which are found by themselves. */
export interface Protected {
  readonly partition: string;
  readonly homeRegion: string;
  readonly securityAccountId: string;
  readonly managementAccountId?: string;
  readonly organizationId?: string;
  /** The account that owns the log buckets. */
  readonly logArchiveAccountId?: string;
  /** Names: a bucket's ARN has neither account nor Region. All are in the home Region. */
  readonly buckets: readonly string[];
  /** ARNs. */
  readonly keys: readonly string[];
  /** A name: the same in every account, in the home Region. */
  readonly logGroup?: string;
  readonly topics: readonly string[];
  /** ARNs of policies: `arn:aws:organizations::111122223333:policy/o-…/service_control_policy/p-…`. */
  readonly guardRails: readonly string[];
  /** Which buckets of accounts are guarded besides those with logs; absent: none. */
  readonly bucketGuard?: Exclude<BucketGuard, 'none'>;
  /** Units that have a mode of their own: `ou-a1b2-c3d4e5f6=all`. */
  readonly bucketUnits?: readonly string[];
  /** The Regions in which we run; an account must not close one of them. */
  readonly governedRegions: readonly string[];
}

/** Guarded subjects wherever they are, and those that every account has. */
export const protectedIn = (place: CallIn, what: Protected): readonly Subject[] => [
  ...protectedSubjects(what),
  ...bucketNamed(place, what),
  ...logGroupIn(place, what),
  ...regionsOf(place, what),
  ...wardenParts(place, what),
];

/** Where a call was made, and what its caller typed; without parameters nothing is named. */
export interface CallIn extends Place {
  readonly parameters?: Readonly<Record<string, unknown>>;
}

/** The bucket that a call names, wherever BucketGuard asks for buckets, and the block of its account. */
function bucketNamed(
  { accountId, region, parameters }: CallIn,
  { partition, buckets, bucketGuard }: Protected,
): readonly Subject<'bucket'>[] {
  if (!bucketGuard || !parameters) return [];
  const said = parameters.bucketName;
  const name = typeof said === 'string' ? said.replace(/^arn:aws[a-z-]*:s3:::/, '') : '';
  const bucket = (id: string) => ({ kind: 'bucket', accountId, region, id }) as const;
  if (said === undefined) return [bucket(accountBlockArn(accountId, partition))];
  return BUCKET.test(name) && !buckets.includes(name)
    ? [bucket(`arn:${partition}:s3:::${name}`)]
    : [];
}

/** [D] bucketnamingrules */
const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

/** Every subject the deployment names. */
export function protectedSubjects(what: Protected): readonly Subject[] {
  const { partition, homeRegion, logArchiveAccountId, managementAccountId, organizationId } = what;
  const global = globalRegionOf(partition, 'organizations');
  const organization = managementAccountId && organizationId;
  return [
    ...(logArchiveAccountId
      ? what.buckets.map((name) => ({
          kind: 'log-bucket' as const,
          accountId: logArchiveAccountId,
          region: homeRegion,
          id: `arn:${partition}:s3:::${name}`,
        }))
      : []),
    ...what.keys.flatMap((arn) => byArn('key', arn)),
    ...what.topics.flatMap((arn) => byArn('topic', arn)),
    ...(organization
      ? [
          {
            kind: 'membership' as const,
            accountId: managementAccountId,
            region: global,
            id: `arn:${partition}:organizations::${managementAccountId}:organization/${organizationId}`,
          },
        ]
      : []),
    ...what.guardRails.flatMap((arn) => byArn('guard-rail', arn, global)),
  ];
}

/** Only an opt-in Region can be closed, so only then is there something to look at. */
const regionsOf = (
  { accountId, region }: Place,
  { governedRegions, partition }: Protected,
): readonly Subject<'membership'>[] =>
  governsOptInRegion(governedRegions) && region === globalRegionOf(partition, 'account')
    ? [accountSubject(accountId, partition)]
    : [];

function logGroupIn(
  { accountId }: Place,
  { partition, homeRegion: region, logGroup }: Protected,
): readonly Subject<'log-group'>[] {
  if (!logGroup) return [];
  const id = `arn:${partition}:logs:${region}:${accountId}:log-group:${logGroup}`;
  return [{ kind: 'log-group', accountId, region, id }];
}

/** Nothing when the text is no ARN. */
function byArn<K extends SubjectKind>(
  kind: K,
  arn: string,
  globalRegion?: string,
): readonly Subject<K>[] {
  const [, , , region, accountId] = arn.split(':');
  const where = region || globalRegion;
  return accountId && where ? [{ kind, accountId, region: where, id: arn }] : [];
}

/** The account and Region where we run, and the organization. */
interface Deployment {
  readonly partition: string;
  readonly homeRegion: string;
  readonly securityAccountId: string;
  readonly logArchiveAccountId?: string;
  readonly governedRegions: readonly string[];
  readonly buckets: readonly string[];
  readonly keys: readonly string[];
  readonly logGroup?: string;
  readonly topics: readonly string[];
  /** Names of the roles with which trails write to their log groups; the same in every account. */
  readonly trailLogsRoles?: readonly string[];
}

/**
 * Our own parts in an account and Region, by the names that the templates give them. IAM is recorded
 * in the partition's global Region wherever home is, so there every role of the account is listed;
 * a role's own Region is the one whose stack makes it.
 */
export function wardenParts(place: Place, what: Deployment): readonly Subject<'warden'>[] {
  const isGoverned = governed(what).includes(place.region);
  return [
    ...(isGoverned ? forwarding(place, what) : []),
    ...(isCentral(place, what) ? central(place, what) : []),
    ...rolesSeenFrom(place, what),
  ];
}

/** Home is always governed: the templates make it the first Region. */
const governed = ({ governedRegions, homeRegion }: Deployment): readonly string[] => [
  ...new Set([homeRegion, ...governedRegions]),
];

const isCentral = ({ accountId, region }: Place, what: Deployment): boolean =>
  accountId === what.securityAccountId && region === what.homeRegion;

const forwarding = (place: Place, what: Deployment): readonly Subject<'warden'>[] => [
  ...rulesIn(place, what).map((name) => part(place, what, `events:*:rule/${name}`)),
  part(place, what, 'sqs:*:trailwarden-undelivered'),
];

/** The rules that report trails and our own parts: without one of them a place may be struck unheard. */
export const TRAIL_RULES: readonly string[] = [
  'trailwarden-forward',
  'trailwarden-forward-warden',
  'trailwarden-forward-watch',
];

/** The member template makes a rule only where the calls that it reports can happen. */
function rulesIn({ accountId, region }: Place, what: Deployment): readonly string[] {
  const isOf = (service: string) => region === globalRegionOf(what.partition, service);
  const hasBuckets = accountId === what.logArchiveAccountId && what.buckets.length > 0;
  return [
    ...TRAIL_RULES,
    ...(hasBuckets ? ['trailwarden-forward-bucket'] : []),
    ...(what.keys.length > 0 ? ['trailwarden-forward-key'] : []),
    ...(what.logGroup ? ['trailwarden-forward-log-group'] : []),
    ...(what.topics.length > 0 ? ['trailwarden-forward-topic'] : []),
    ...(isOf('organizations') ? ['trailwarden-forward-organization'] : []),
    ...(isOf('iam') ? ['trailwarden-forward-role'] : []),
    'trailwarden-forward-adjacent',
  ];
}

const central = (place: Place, what: Deployment): readonly Subject<'warden'>[] =>
  [
    'events:*:event-bus/trailwarden',
    'events:*:rule/trailwarden/trailwarden-signals',
    'events:*:rule/trailwarden/trailwarden-attempts',
    'events:*:rule/trailwarden/trailwarden-ticks',
    'sqs:*:trailwarden-signals',
    'sqs:*:trailwarden-signals-dead-letters',
    'sqs:*:trailwarden-attempts',
    'sqs:*:trailwarden-ticks',
  ].map((resource) => part(place, what, resource));

function rolesSeenFrom(place: Place, what: Deployment): readonly Subject<'warden'>[] {
  const isGlobal = place.region === globalRegionOf(what.partition);
  const regions = governed(what).filter((region) => isGlobal || region === place.region);
  return regions.flatMap((region) => rolesMadeIn({ ...place, region }, what));
}

function rolesMadeIn(place: Place, what: Deployment): readonly Subject<'warden'>[] {
  const { accountId, region } = place;
  const names = [
    `trailwarden-forwarder-${region}`,
    ...(region === what.homeRegion
      ? [
          'trailwarden-guard',
          'trailwarden-spare',
          'trailwarden-reader',
          ...(what.trailLogsRoles ?? []),
        ]
      : []),
    ...(isCentral(place, what) ? ['trailwarden-responder'] : []),
  ];
  const arn = (name: string) => `arn:${what.partition}:iam::${accountId}:role/${name}`;
  return names.map((name) => ({ kind: 'warden', accountId, region, id: arn(name) }));
}

/** The ARN of a queue in this place. */
const part = (place: Place, what: Deployment, resource: string): Subject<'warden'> => ({
  kind: 'warden',
  ...{ accountId: place.accountId, region: place.region },
  id: `arn:${what.partition}:${resource.replace('*', `${place.region}:${place.accountId}`)}`,
});

/**
 * What CloudTrail's errors say about the subjects that a trail depends on, when it refuses to put the trail back.
 * [D] the errors of CreateTrail, UpdateTrail and StartLogging in the CloudTrail API reference.
 */
const NEEDS: Readonly<Record<string, DependencyKind>> = {
  S3BucketDoesNotExistException: 'log-bucket',
  InsufficientS3BucketPolicyException: 'log-bucket',
  InsufficientEncryptionPolicyException: 'key',
  KmsException: 'key',
  KmsKeyDisabledException: 'key',
  KmsKeyNotFoundException: 'key',
  InsufficientSnsTopicPolicyException: 'topic',
  InvalidSnsTopicNameException: 'topic',
  CloudWatchLogsDeliveryUnavailableException: 'log-group',
  InvalidCloudWatchLogsLogGroupArnException: 'log-group',
  CloudTrailAccessNotEnabledException: 'membership',
};

/** What has to be put back before this subject can be: the protected subjects of the kind that AWS named. */
export function prerequisitesOf(
  { taken }: Pick<Reconciliation, 'taken'>,
  protectedSubjects: readonly Subject[],
): readonly Subject[] {
  const kinds = new Set(taken.flatMap(({ obstacle }) => NEEDS[obstacle?.code ?? ''] ?? []));
  return protectedSubjects.filter(({ kind }) => kinds.has(kind as DependencyKind));
}
