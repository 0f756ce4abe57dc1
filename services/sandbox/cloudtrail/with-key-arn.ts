import type { World } from '../core/world';
import { findKey } from '../kms/find-key';
import type { TrailSettings } from './state';

/** A trail keeps the ARN of its key, whether an id or an alias was given; a key the world never knew keeps its name. */
export function withKeyArn(
  world: World,
  settings: TrailSettings,
  at: { readonly accountId: string; readonly region: string },
): TrailSettings {
  const { kmsKeyId: keyId } = settings;
  const key = keyId === undefined ? undefined : findKey(world, { keyId, ...at });
  return key ? { ...settings, kmsKeyId: key.arn } : settings;
}
