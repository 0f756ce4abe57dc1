/** What is wrong with an account, if anything. */
export type Fault = 'dead' | 'throttled' | 'without role';

/** The security account, in which the sweep runs. */
export const SECURITY = '999988887777';

export const accountId = (index: number): string => String(111_100_000_000 + index);

/** 1 % take calls and never answer, 5 % have their CloudTrail quota used up by others, 1 % have not our role. */
export function faultOf(account: string): Fault | undefined {
  const index = Number(account) - Number(accountId(0));
  if (index % 100 === 37) return 'dead';
  if (index % 100 === 73) return 'without role';
  return index % 20 === 11 ? 'throttled' : undefined;
}
