import { globalRegionOf } from '../domain/global-region';
import { accountSubject, governsOptInRegion } from '../domain/membership';
import type { Place } from '../domain/place';
import type { Subject, SubjectKind } from '../domain/subject';
import { wardenParts } from './warden-parts';

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
  /** The Regions in which we run; an account must not close one of them. */
  readonly governedRegions: readonly string[];
}

/** Guarded subjects wherever they are, and those that every account has. */
export const protectedIn = (place: Place, what: Protected): readonly Subject[] => [
  ...protectedSubjects(what),
  ...logGroupIn(place, what),
  ...regionsOf(place, what),
  ...wardenParts(place, what),
];

/** Every subject the deployment names. */
function protectedSubjects(what: Protected): readonly Subject[] {
  const { partition, homeRegion, logArchiveAccountId, managementAccountId, organizationId } = what;
  const global = globalRegionOf(partition);
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
  governsOptInRegion(governedRegions) && region === globalRegionOf(partition)
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
