import type { World } from '../core/world';
import { findKey } from '../kms/find-key';
import { keyState } from '../kms/key-state';
import { refuse } from './refusals';
import type { Topic } from './state';

/** Refuses to publish while the topic's own key is disabled or on its way out. Who may use it is not asked. */
export function checkKey(world: World, { attributes, accountId, region }: Topic): void {
  const keyId = attributes.get('KmsMasterKeyId');
  const key = keyId === undefined ? undefined : findKey(world, { keyId, accountId, region });
  if (key === undefined) return;
  const state = keyState(key);
  if (state === 'Disabled') throw refuse.keyUnusable('KMSDisabled', `${key.arn} is disabled.`);
  if (state !== 'Enabled') throw refuse.keyUnusable('KMSInvalidState', `${key.arn} is ${state}.`);
}
