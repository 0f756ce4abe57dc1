import { partitionOf } from '../core/partition';
import type { Place } from '../core/place';
import type { World } from '../core/service';
import type { ResourcePolicy } from '../iam/policy-document';
import { policyOfBus } from './bus-policy';
import { refuse } from './refusals';
import type { EventBus } from './state';

interface BusName extends Place {
  /** A name or an ARN; absent means the default bus. */
  readonly bus?: string | undefined;
}

/** Undefined when there is none of that name; a default bus is always there. */
export function findBus(world: World, name: BusName): EventBus | undefined {
  const arn = busArn(name);
  const known = world.events.buses.get(arn);
  if (known !== undefined || !arn.endsWith(':event-bus/default')) return known;
  return addBus(world, arn);
}

/** Refuses like AWS when there is none. */
export function requireBus(world: World, name: BusName): EventBus {
  const bus = findBus(world, name);
  if (bus === undefined) throw refuse.busNotFound(name.bus ?? 'default');
  return bus;
}

export function busArn({ accountId, region, bus = 'default' }: BusName): string {
  return bus.startsWith('arn:')
    ? bus
    : `arn:${partitionOf(region)}:events:${region}:${accountId}:event-bus/${bus}`;
}

/** Whether the bus exists or not: the ARN says whose it is. */
export function busPolicy(world: World, arn: string): ResourcePolicy {
  const ownerAccountId = arn.split(':')[4] ?? '';
  const bus = world.events.buses.get(arn);
  const document = bus && policyOfBus(world, bus);
  return document === undefined ? { ownerAccountId } : { ownerAccountId, document };
}

export function addBus(world: World, arn: string): EventBus {
  const [, , , region = '', accountId = '', resource = ''] = arn.split(':');
  const bus: EventBus = {
    arn,
    name: resource.slice('event-bus/'.length),
    accountId,
    region,
    createdAt: world.now(),
    modifiedAt: world.now(),
    rules: new Map(),
    tags: new Map(),
    policy: undefined,
  };
  world.events.buses.set(arn, bus);
  return bus;
}
