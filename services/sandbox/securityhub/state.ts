import type { World } from '../core/service';

export interface SecurityHubState {
  /** `account/Region` where the hub is enabled. */
  readonly enabled: Set<string>;
  /** What was imported, by `account/Region`, then by product and finding id. */
  readonly findings: Map<string, Map<string, Readonly<Record<string, unknown>>>>;
}

const states = new WeakMap<World, SecurityHubState>();

export function securityHubOf(world: World): SecurityHubState {
  const known = states.get(world);
  if (known !== undefined) return known;
  const fresh: SecurityHubState = { enabled: new Set(), findings: new Map() };
  states.set(world, fresh);
  return fresh;
}
