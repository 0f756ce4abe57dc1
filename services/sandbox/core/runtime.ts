import type { FaultRegistry } from './faults';
import type { Quotas } from './quotas';
import type { Service, World } from './service';
import type { Settings } from './settings';

/** Everything one call needs besides itself. */
export interface Runtime {
  readonly world: World;
  /** By signing name. */
  readonly services: ReadonlyMap<string, Service>;
  readonly settings: Settings;
  readonly faults: FaultRegistry;
  readonly quotas: Quotas;
}
