import type { Principal } from '../core/principal';
import type { World } from '../core/world';
import { authorize } from '../iam/authorize';
import { findRole } from '../iam/roles';
import type { Role } from '../iam/state';
import type { Destinations } from './destinations';

/** `NotAssumable`: CloudTrail cannot become the role. `NotAllowed`: as the role it cannot write. */
export type LogRoleObstacle = 'NotAssumable' | 'NotAllowed';

/**
 * Why CloudTrail cannot write to the trail's log group as the trail's role. Undefined: it can, or there never was
 * a role of that ARN. [D] cloudtrail-required-policy-for-cloudwatch-logs
 */
export function logRoleObstacle(world: World, trail: Destinations): LogRoleObstacle | undefined {
  const { cloudWatchLogsRoleArn: roleArn, cloudWatchLogsLogGroupArn: group } = trail.settings;
  if (roleArn === undefined || group === undefined) return undefined;
  const role = findRole(world, roleArn);
  if (role === undefined) return world.iam.deletedRoles.has(roleArn) ? 'NotAssumable' : undefined;
  if (!trustsCloudTrail(world, role)) return 'NotAssumable';
  const stream = `${trail.accountId}_CloudTrail_${trail.homeRegion}`;
  const may = (action: string): boolean =>
    authorize(world, {
      principal: sessionOf(world, role),
      action,
      resources: [`${group.replace(/:\*$/, '')}:log-stream:${stream}`],
    }).kind === 'allowed';
  return may('logs:CreateLogStream') && may('logs:PutLogEvents') ? undefined : 'NotAllowed';
}

function trustsCloudTrail(world: World, { arn, accountId, trustPolicy }: Role): boolean {
  const service = 'cloudtrail.amazonaws.com';
  const decision = authorize(world, {
    principal: { kind: 'service', accountId, arn: service, service },
    action: 'sts:AssumeRole',
    resources: [arn],
    resourcePolicy: { ownerAccountId: accountId, document: trustPolicy },
  });
  return decision.kind === 'allowed';
}

/** Never on the wire: CloudTrail keeps its sessions to itself. */
function sessionOf(world: World, role: Role): Principal {
  const createdAt = world.now();
  const { accountId, name, arn } = role;
  return {
    kind: 'assumed-role',
    accountId,
    arn: `arn:aws:sts::${accountId}:assumed-role/${name}/CloudTrail`,
    accessKeyId: 'ASIACLOUDTRAIL000000',
    roleArn: arn,
    roleName: name,
    roleId: role.id,
    sessionName: 'CloudTrail',
    createdAt,
    expiresAt: new Date(createdAt.getTime() + 3_600_000),
  };
}
