import type { FaultRegistry } from './faults';
import type { Quotas } from './quotas';
import type { Service, World } from './service';

/** Everything one call needs besides itself. */
export interface Runtime {
  readonly world: World;
  /** By signing name. */
  readonly services: ReadonlyMap<string, Service>;
  readonly settings: Settings;
  readonly faults: FaultRegistry;
  readonly quotas: Quotas;
}

/** What can be switched while the sandbox runs. */
export interface Settings {
  /** Added to every call: half before it takes effect, half after. */
  latencyMs: number;
  /** AWS's request quotas, off by default. */
  quotas: boolean;
}
