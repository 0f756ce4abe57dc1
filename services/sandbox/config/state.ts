import { perWorld } from '../core/per-world';

/** A recorded state of a resource; times of the world. */
export interface ConfigurationItem {
  readonly accountId: string;
  readonly region: string;
  readonly resourceType: string;
  readonly resourceId: string;
  readonly capturedAt: Date;
  readonly status: 'OK' | 'ResourceDiscovered' | 'ResourceDeleted';
  /** Texts of JSON, by name: `BucketPolicy`. */
  readonly supplementaryConfiguration: Readonly<Record<string, string>>;
}

/** What recorders have written down, oldest first: here only what a test writes. */
export const configurationItems = perWorld((): ConfigurationItem[] => []);
