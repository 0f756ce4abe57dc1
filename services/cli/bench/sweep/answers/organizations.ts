import { type Answers, ok } from '../asked';
import { accountId } from '../members';

/** With less than one account to a page some are empty, as AWS's may be. */
export const organizations = (accounts: number, page: number): Answers => ({
  ListAccounts: ({ input }) => {
    const number = Number(input.NextToken ?? 0);
    const first = Math.floor(number * page);
    const next = Math.min(accounts, Math.floor((number + 1) * page));
    const Accounts = Array.from({ length: next - first }, (_, index) => ({
      Id: accountId(first + index),
      Name: `account ${first + index}`,
      State: 'ACTIVE',
    }));
    return ok({ Accounts, ...(next < accounts && { NextToken: String(number + 1) }) });
  },
});
