import type { World } from '../core/service';
import { checkKey } from './check-key';
import { type GroupName, groupArn } from './group-of-call';
import { refuse } from './refusals';
import type { LogGroup } from './state';

export interface NewGroup extends GroupName {
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
