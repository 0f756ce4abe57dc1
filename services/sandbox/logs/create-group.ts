import type { NamedPlace } from '../core/place';
import type { World } from '../core/service';
import { keyObstacle } from '../kms/key-policy';
import { groupArn } from './group-of-call';
import { refuse } from './refusals';
import type { LogGroup } from './state';

interface NewGroup extends NamedPlace {
  readonly logGroupClass?: string | undefined;
  readonly kmsKeyId?: string | undefined;
  readonly tags?: ReadonlyMap<string, string>;
}

/** Refuses a name that is taken or malformed, and a key that CloudWatch Logs may not use. */
export function createGroup(world: World, wanted: NewGroup): LogGroup {
  const { accountId, region, name, kmsKeyId } = wanted;
  if (!/^[.\-_/#A-Za-z0-9]{1,512}$/.test(name) || name.startsWith('aws/')) {
    throw refuse.invalidParameter(
      `1 validation error detected: Value '${name}' at 'logGroupName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\.\\-_/#A-Za-z0-9]+`,
    );
  }
  const arn = groupArn(wanted);
  if (world.logs.groups.has(arn)) throw refuse.groupExists();
  if (kmsKeyId !== undefined) checkKey(world, arn, kmsKeyId);
  const group: LogGroup = {
    arn,
    name,
    accountId,
    region,
    logGroupClass: wanted.logGroupClass ?? 'STANDARD',
    createdAt: world.now(),
    ...(wanted.logGroupClass === 'DELIVERY' && { retentionInDays: DELIVERY_DAYS }),
    ...(kmsKeyId !== undefined && { kmsKeyId }),
    tags: new Map(wanted.tags),
    streams: new Map(),
    subscriptionFilters: new Map(),
    metricFilters: new Map(),
  };
  world.logs.groups.set(arn, group);
  return group;
}

/** Fixed. [D] CloudWatch_Logs_Log_Classes */
const DELIVERY_DAYS = 2;

/** Its streams, filters and policies go with it. */
export function deleteGroup(world: World, group: LogGroup): void {
  world.logs.groups.delete(group.arn);
  world.logs.deleted.add(group.arn);
}

/**
 * Refuses a key that is not enabled or whose policy does not let CloudWatch Logs in. A key that the
 * world never knew passes. [D] encrypt-log-data-kms
 */
export function checkKey(world: World, groupArn: string, kmsKeyId: string): void {
  const [, , , region = '', accountId = ''] = groupArn.split(':');
  if (!/^arn:aws[a-z-]*:kms:[^:]+:\d{12}:key\/.+$/.test(kmsKeyId)) {
    throw refuse.invalidParameter(`The specified KMS key ARN '${kmsKeyId}' is not valid.`);
  }
  const obstacle = keyObstacle(world, {
    key: { keyId: kmsKeyId, accountId, region },
    service: `logs.${region}.amazonaws.com`,
    actions: ['kms:GenerateDataKey', 'kms:Decrypt'],
    context: { 'kms:EncryptionContext:aws:logs:arn': groupArn },
  });
  if (obstacle !== undefined) throw refuse.unusableKey(groupArn);
}

/** [D] API_PutRetentionPolicy */
const periods = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288,
  3653,
];

/** Refuses days that CloudWatch Logs does not offer. */
export function checkRetention(days: number | undefined): number {
  if (days !== undefined && periods.includes(days)) return days;
  throw refuse.invalidParameter(
    `1 validation error detected: Value '${days ?? 'null'}' at 'retentionInDays' failed to satisfy constraint: Member must satisfy enum value set: [${periods.join(', ')}]`,
  );
}
