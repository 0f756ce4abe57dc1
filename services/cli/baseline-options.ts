import type { Connection } from '../../shared/aws/connection';
import { listAccounts } from '../../shared/aws/organization';
import { UserError } from './user-error';

/** The accounts that were named, or every one of the organization. */
export async function accountsOrAll(
  named: readonly string[] | undefined,
  operator: Connection,
): Promise<readonly string[]> {
  return named ?? (await listAccounts(operator)).map(({ id }) => id);
}

/** One answer per account, in their order; a few at a time, because the table is the warden's as well. */
export async function ofEach<T>(
  accounts: readonly string[],
  ask: (accountId: string) => Promise<readonly T[]>,
): Promise<T[]> {
  const answers: T[] = [];
  for (let first = 0; first < accounts.length; first += 25) {
    const some = await Promise.all(accounts.slice(first, first + 25).map(ask));
    answers.push(...some.flat());
  }
  return answers;
}

/** What somebody reads in a year; refused before anybody is asked anything. */
export function wordsOption(name: string, text: string): string {
  const words = text.trim();
  if (/\p{L}{2}/u.test(words)) return words;
  throw new UserError(`${name} must say it in words, not "${text}".`);
}
