import type { NeededCall } from '../../../shared/deployment/preflight/policies';
import type { Subject } from '../../../shared/domain/subject';

interface Needed {
  readonly partition: string;
  readonly homeRegion: string;
  readonly regions: readonly string[];
  readonly accountIds: readonly string[];
  readonly securityAccountId: string;
  readonly managementAccountId?: string;
  /** Besides trails. */
  readonly guarded: readonly Subject[];
}

/** What the guard does to a trail; the other writes stand in the same policies. */
const ON_TRAILS = ['StartLogging', 'UpdateTrail', 'PutEventSelectors', 'CreateTrail'];

/** The write that puts each kind of guarded thing back first. */
const ON_GUARDED: Readonly<Record<string, string>> = {
  'log-bucket': 's3:PutBucketPolicy',
  key: 'kms:PutKeyPolicy',
  topic: 'sns:SetTopicAttributes',
};

/** The calls without which nothing is heard of or put back, account by account. */
export function neededCalls(needed: Needed): readonly NeededCall[] {
  const { partition, homeRegion, regions, accountIds, securityAccountId, guarded } = needed;
  // No service or resource control policy binds the management account.
  const bound = accountIds.filter((id) => id !== needed.managementAccountId);
  const bus = `arn:${partition}:events:${homeRegion}:${securityAccountId}:event-bus/trailwarden`;
  return bound.flatMap((accountId) => {
    const guard = { role: 'trailwarden-guard', callerAccountId: accountId, accountId };
    return [
      {
        ...{ role: 'trailwarden-responder', callerAccountId: securityAccountId, accountId },
        ...{ action: 'sts:AssumeRole', region: homeRegion },
        resource: `arn:${partition}:iam::${accountId}:role/trailwarden-guard`,
      },
      ...regions.flatMap((region) => [
        {
          ...{ role: `trailwarden-forwarder-${region}`, callerAccountId: accountId, region },
          ...{ action: 'events:PutEvents', resource: bus, accountId: securityAccountId },
        },
        ...ON_TRAILS.map((action) => ({
          ...{ ...guard, region, action: `cloudtrail:${action}` },
          resource: `arn:${partition}:cloudtrail:${region}:${accountId}:trail/any`,
        })),
      ]),
      ...guarded
        .filter((subject) => subject.accountId === accountId)
        .flatMap(({ kind, id, region }) =>
          ON_GUARDED[kind] ? [{ ...guard, region, action: ON_GUARDED[kind], resource: id }] : [],
        ),
    ];
  });
}
