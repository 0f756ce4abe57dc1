import type { ListedAccount } from '../../../shared/domain/coverage';
import type { Place } from '../../../shared/domain/place';
import { UserError } from '../terminal/user-error';

/** The looks that a sweep asks for, and how they are recognised. */
export interface Asked {
  /** The text by which each check names its sender; the place's row repeats it once it was looked at. */
  readonly by: string;
  readonly at: string;
  /** Active ones. */
  readonly accounts: readonly ListedAccount[];
  readonly regions: readonly string[];
}

/** Organizations' state decides which accounts are looked at; the others are named. Refuses when none is left. */
export function activeOf(accounts: readonly ListedAccount[]): {
  readonly active: readonly ListedAccount[];
  readonly skipped: readonly ListedAccount[];
} {
  const active = accounts.filter(({ state }) => state === 'ACTIVE');
  const skipped = accounts.filter(({ state }) => state !== 'ACTIVE');
  if (active.length > 0) return { active, skipped };
  const states = skipped.map(({ id, state }) => `${id} is ${state}`).join(', ');
  throw new UserError(`There is nothing to look at: ${states || 'no account was listed'}.`);
}

export const placeKey = (place: Place): string => `${place.accountId}/${place.region}`;
