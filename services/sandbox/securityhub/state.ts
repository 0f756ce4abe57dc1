import { perWorld } from '../core/per-world';

export interface SecurityHubState {
  /** `account/Region` where the hub is enabled. */
  readonly enabled: Set<string>;
  /** What was imported, by `account/Region`, then by product and finding id. */
  readonly findings: Map<string, Map<string, Readonly<Record<string, unknown>>>>;
}

export const securityHubOf = perWorld(
  (): SecurityHubState => ({ enabled: new Set(), findings: new Map() }),
);
