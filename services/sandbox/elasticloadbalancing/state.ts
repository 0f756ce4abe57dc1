import { randomBytes } from 'node:crypto';
import { partitionOf } from '../core/partition';
import { perWorld } from '../core/per-world';
import type { NamedPlace, Resource } from '../core/place';
import type { World } from '../core/service';

export interface TargetGroup extends Resource, TargetGroupSettings {
  readonly tags: Map<string, string>;
  /** By id and port. */
  readonly targets: Map<string, Target>;
}

export interface TargetGroupSettings {
  readonly protocol: string | undefined;
  readonly port: number | undefined;
  readonly vpcId: string | undefined;
  readonly targetType: string;
  readonly healthCheckPath: string;
  readonly healthCheckPort: string;
  /** Load balancers that send to it; with none of them its targets are not in use. */
  readonly loadBalancerArns: readonly string[];
}

export interface Target {
  readonly id: string;
  readonly port: number | undefined;
  readonly availabilityZone: string | undefined;
  /** When it is gone, for one that was deregistered. */
  goneAt: Date | undefined;
}

/** By ARN. */
export const targetGroups = perWorld(() => new Map<string, TargetGroup>());

export interface NewTargetGroup extends NamedPlace, Partial<TargetGroupSettings> {
  readonly tags?: ReadonlyMap<string, string>;
}

/** Without a call too: then load balancers that do not exist here can be said to send to it. */
export function createTargetGroup(world: World, wanted: NewTargetGroup): TargetGroup {
  const { accountId, region, name } = wanted;
  const id = randomBytes(8).toString('hex');
  const group: TargetGroup = {
    arn: `arn:${partitionOf(region)}:elasticloadbalancing:${region}:${accountId}:targetgroup/${name}/${id}`,
    name,
    accountId,
    region,
    protocol: wanted.protocol ?? 'HTTP',
    port: wanted.port ?? 80,
    vpcId: wanted.vpcId,
    targetType: wanted.targetType ?? 'instance',
    healthCheckPath: wanted.healthCheckPath ?? '/',
    healthCheckPort: wanted.healthCheckPort ?? 'traffic-port',
    loadBalancerArns: wanted.loadBalancerArns ?? [],
    tags: new Map(wanted.tags),
    targets: new Map(),
  };
  targetGroups(world).set(group.arn, group);
  return group;
}

export const targetKey = (id: string, port: number | undefined): string => `${id}:${port ?? ''}`;

/** Registering it again changes nothing, but for one that is on its way out. */
export function registerTarget(
  group: TargetGroup,
  { id, port = group.port, availabilityZone }: Partial<Target> & Pick<Target, 'id'>,
): void {
  group.targets.set(targetKey(id, port), { id, port, availabilityZone, goneAt: undefined });
}

/** How long requests that are under way may take: `deregistration_delay.timeout_seconds`. [D] */
const DRAINING_MS = 300_000;

/** Gone at once where no load balancer sends to it [R], else when it is drained. One that is not there is no error. */
export function deregisterTarget(
  world: World,
  group: TargetGroup,
  { id, port }: { readonly id: string; readonly port: number | undefined },
): void {
  for (const [key, target] of group.targets) {
    if (target.id !== id || (port !== undefined && target.port !== port)) continue;
    if (group.loadBalancerArns.length === 0) group.targets.delete(key);
    else target.goneAt ??= new Date(world.now().getTime() + DRAINING_MS);
  }
}

/** Those that are there, or are on their way out. */
export function targetsOf(world: World, { targets }: TargetGroup): readonly Target[] {
  for (const [key, { goneAt }] of targets) {
    if (goneAt !== undefined && goneAt <= world.now()) targets.delete(key);
  }
  return [...targets.values()];
}
