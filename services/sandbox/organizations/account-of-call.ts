import type { Action, Call, World } from '../core/service';
import { refuse } from './refusals';
import type { Account } from './state';

/** The member a call names by `AccountId`. */
export function accountOfCall(world: World, { input }: Call): Account {
  const account = world.organization.accounts.get(String(input.AccountId));
  if (!account) throw refuse.accountNotFound();
  return account;
}

/** What identity policies are asked about for a call that names an account; `*` if there is none. */
export const accountResource: NonNullable<Action['resource']> = ({ input }, world) =>
  world.organization.accounts.get(String(input.AccountId))?.arn ?? '*';
