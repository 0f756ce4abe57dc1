import type { Connection } from '../../../shared/aws/connection';
import { listAccounts, type MemberAccount } from '../../../shared/aws/organization';
import type { ListedAccount } from '../../../shared/domain/coverage';
import { inGroupsOf } from '../../../shared/domain/in-groups-of';
import { UserError } from '../terminal/user-error';

/** The accounts that were named, or every one of the organization. Refuses a stranger: it has nothing to show. */
export async function accountsOrAll(
  named: readonly string[] | undefined,
  operator: Connection,
): Promise<readonly MemberAccount[]> {
  const all = await listAccounts(operator);
  const stranger = named?.find((wanted) => !all.some(({ id }) => id === wanted));
  if (stranger) throw new UserError(`${stranger} is no account of this organization.`);
  return named?.flatMap((wanted) => all.find(({ id }) => id === wanted) ?? []) ?? all;
}

/** The answers of each, in their order; a few at a time, because what is asked is the warden's as well. */
export async function ofEach<A, T>(
  all: readonly A[],
  ask: (one: A) => Promise<readonly T[]>,
  atATime = 25,
): Promise<T[]> {
  const answers: T[] = [];
  for (const some of inGroupsOf(atATime, all)) {
    answers.push(...(await Promise.all(some.map(ask))).flat());
  }
  return answers;
}

/** What people read a year later; refused before AWS is asked. */
export function wordsOption(name: string, text: string): string {
  const words = text.trim();
  if (/\p{L}{2}/u.test(words)) return words;
  throw new UserError(
    `${name} must say it in words or name a ticket, with two letters in a row at least, not "${text}".`,
  );
}

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
