import { refuse } from './refusals';
import type { Key } from './state';

export type KeyState = 'Enabled' | 'Disabled' | 'PendingDeletion' | 'PendingImport';

/** Pending deletion hides everything else; a key without material can be neither enabled nor disabled. */
export function keyState(key: Key): KeyState {
  if (key.deletionDate !== undefined) return 'PendingDeletion';
  if (!key.hasMaterial) return 'PendingImport';
  return key.enabled ? 'Enabled' : 'Disabled';
}

const sentences = {
  PendingDeletion: 'is pending deletion.',
  PendingImport: 'is pending import.',
} as const;

/** Refuses a key that is in one of the states. [D] key-state */
export function refuseState(key: Key, ...refused: readonly KeyState[]): void {
  const state = keyState(key);
  if (!refused.includes(state) || state === 'Enabled') return;
  if (state === 'Disabled') throw refuse.keyDisabled(key.arn);
  throw refuse.invalidState(`${key.arn} ${sentences[state]}`);
}
