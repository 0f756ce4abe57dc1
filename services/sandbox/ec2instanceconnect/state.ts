import { perWorld } from '../core/per-world';

/** A key that was put onto a machine for a minute, or onto its serial console. */
export interface PushedKey {
  readonly instanceId: string;
  /** Who may log in with it; undefined at the serial console. */
  readonly user: string | undefined;
  readonly key: string;
  readonly until: Date;
}

/** All that ever were, oldest first. */
export const pushedKeys = perWorld((): PushedKey[] => []);
