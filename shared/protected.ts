import type { Subject, SubjectKind } from './domain/subject';

/** What the deployment was told to guard besides trails, which are found by themselves. */
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
  readonly logGroups: readonly string[];
  readonly topics: readonly string[];
  /** ARNs of policies: `arn:aws:organizations::111122223333:policy/o-…/service_control_policy/p-…`. */
  readonly guardRails: readonly string[];
  /** Accounts whose opt-in Regions must stay as they are are all of them; the Regions governed by us. */
  readonly governedRegions: readonly string[];
}

/** Organizations, IAM and account management answer, and are recorded, in one Region of a partition. [D] F13 */
export function globalRegionOf(partition: string): string {
  if (partition === 'aws-cn') return 'cn-north-1';
  if (partition === 'aws-us-gov') return 'us-gov-west-1';
  return 'us-east-1';
}

/** Every subject the deployment names; the warden's own parts in each account are in `warden-parts.ts`. */
export function protectedSubjects(what: Protected): readonly Subject[] {
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
    ...what.logGroups.flatMap((arn) => byArn('log-group', arn.replace(/:\*$/, ''))),
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
