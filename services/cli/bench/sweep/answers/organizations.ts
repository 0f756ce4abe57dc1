import { type Answers, ok } from '../asked';
import { accountId } from '../members';

export const organizations = (accounts: number, page: number): Answers => ({
  ListAccounts: ({ input }) => {
    const first = Number(input.NextToken ?? 0);
    const next = first + page;
    const Accounts = Array.from({ length: Math.min(page, accounts - first) }, (_, index) => ({
      Id: accountId(first + index),
      Name: `account ${first + index}`,
      State: 'ACTIVE',
    }));
    return ok({ Accounts, ...(next < accounts && { NextToken: String(next) }) });
  },
});
