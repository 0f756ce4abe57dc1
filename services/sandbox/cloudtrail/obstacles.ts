import type { Principal } from '../core/principal';
import type { World } from '../core/service';
import { authorize } from '../iam/authorize';
import { findRole } from '../iam/roles';
import type { Role } from '../iam/state';
import type { KeyObstacle } from '../kms/key-policy';
import { trailKeyObstacle } from '../kms/trail-key';
import { trailLogGroupObstacle } from '../logs/trail-log-group';
import { organizationIdOf } from '../organizations/membership';
import { type DeliveryObstacle, deliveryObstacle } from '../s3/may-deliver';
import { trailTopicObstacle } from '../sns/trail-topic';
import type { Destinations } from './state';

/** What is in the way of a trail's deliveries; what is absent is not in the way. */
export interface Obstacles {
  readonly bucket?: DeliveryObstacle;
  /** Where log files are signed: of their digests, which lie in a folder of their own. */
  readonly digests?: DeliveryObstacle;
  readonly key?: KeyObstacle;
  readonly topic?: 'NotFound' | 'NotAllowed';
  readonly logGroup?: 'NotFound';
  readonly logRole?: LogRoleObstacle;
}

/** Names the world never knew are no obstacle: nothing is known against them. */
export function obstaclesOf(world: World, trail: Destinations): Obstacles {
  const { kmsKeyId: keyId, snsTopicName, cloudWatchLogsLogGroupArn: group } = trail.settings;
  const bucket = bucketObstacle(world, trail);
  const digests = trail.settings.logFileValidationEnabled
    ? (bucket ?? bucketObstacle(world, trail, 'CloudTrail-Digest'))
    : undefined;
  const key = keyId === undefined ? undefined : keyObstacle(world, trail, keyId);
  const topic =
    snsTopicName === undefined
      ? undefined
      : trailTopicObstacle(world, { topic: snsTopicName, trailArn: trail.arn });
  const logGroup = group === undefined ? undefined : trailLogGroupObstacle(world, group);
  const logRole = logRoleObstacle(world, trail);
  return {
    ...(bucket && { bucket }),
    ...(digests && { digests }),
    ...(key && { key }),
    ...(topic && { topic }),
    ...(logGroup && { logGroup }),
    ...(logRole && { logRole }),
  };
}

/** A trail with a key of its own does not use the bucket's. */
function bucketObstacle(
  world: World,
  trail: Destinations,
  folder: 'CloudTrail' | 'CloudTrail-Digest' = 'CloudTrail',
): DeliveryObstacle | undefined {
  const { arn: trailArn, accountId, homeRegion: region, settings } = trail;
  const { s3BucketName: bucketName, s3KeyPrefix: keyPrefix, kmsKeyId } = settings;
  const organizationId = settings.isOrganizationTrail
    ? organizationIdOf(world, accountId)
    : undefined;
  return deliveryObstacle(world, {
    bucketName,
    trailArn,
    accountId,
    region,
    folder,
    ...(keyPrefix !== undefined && { keyPrefix }),
    ...(organizationId !== undefined && { organizationId }),
    ...(kmsKeyId === undefined && {
      mayEncryptWith: (keyId) => keyObstacle(world, trail, keyId) === undefined,
    }),
  });
}

function keyObstacle(world: World, { arn }: Destinations, keyId: string): KeyObstacle | undefined {
  return trailKeyObstacle(world, { keyId, trailArn: arn });
}

/** `NotAssumable`: CloudTrail cannot become the role. `NotAllowed`: as the role it cannot write. */
type LogRoleObstacle = 'NotAssumable' | 'NotAllowed';

/**
 * Why CloudTrail cannot write to the trail's log group as the trail's role. Undefined: it can, or there never was
 * a role of that ARN. [D] cloudtrail-required-policy-for-cloudwatch-logs
 */
function logRoleObstacle(world: World, trail: Destinations): LogRoleObstacle | undefined {
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
