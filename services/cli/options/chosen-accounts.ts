import type { ListedAccount } from '../../../shared/domain/coverage';
import { UserError } from '../terminal/user-error';

/** Those of the organization's accounts that were asked for; all when none was. Refuses a stranger. */
export function chosenAccounts(
  listed: readonly ListedAccount[],
  ids: readonly string[] | undefined,
): readonly ListedAccount[] {
  if (!ids) return listed;
  const stranger = ids.find((id) => !listed.some((account) => account.id === id));
  if (stranger) throw new UserError(`${stranger} is no account of this organization.`);
  return listed.filter(({ id }) => ids.includes(id));
}
