import { PAGE, type SweepScale } from './scale';

/**
 * The seconds that AWS's quotas take, by the longest of them: pages of accounts at 8 a second after a burst of
 * 12, and two roles for each account, the guard and the spare, at 600 a second after a burst of as many.
 */
export function boundOf({ accounts }: SweepScale): {
  readonly seconds: number;
  readonly by: string;
} {
  const pages = Math.ceil(accounts / PAGE);
  const listing = { seconds: Math.max(0, pages - 12) / 8, by: `${pages} × ListAccounts at 8/s` };
  const roles = 2 * accounts;
  const assuming = {
    seconds: Math.max(0, roles - 600) / 600,
    by: `${roles} × AssumeRole at 600/s`,
  };
  return listing.seconds >= assuming.seconds ? listing : assuming;
}
