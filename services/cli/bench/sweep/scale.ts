export interface SweepScale {
  readonly accounts: number;
  readonly regions: readonly string[];
  readonly latencyMs: number;
  /**
   * The responders are measured on one account in so many, with one in so many of everything that the
   * organization shares: accounts on a page, STS's quota, environments. Each account's own quotas, the
   * latency and the pages of Organizations stay what they are, so the time stays what it is.
   */
  readonly share: number;
}

/** AWS's page of ListAccounts. */
export const PAGE = 20;

const REGIONS = [
  'us-east-1',
  'us-east-2',
  'us-west-2',
  'eu-west-1',
  'eu-central-1',
  'ap-southeast-2',
];

/** The numbers that a person gives. */
export interface AskedScale extends Pick<SweepScale, 'accounts' | 'share'> {
  readonly regions: number;
  readonly latency: number;
}

export const sweepScale = ({ accounts, regions, latency, share }: AskedScale): SweepScale => ({
  ...{ accounts, share, latencyMs: latency },
  regions: REGIONS.slice(0, regions),
});

/** One in `share` of an organization. */
export const sliceOf = (scale: SweepScale): SweepScale => ({
  ...scale,
  accounts: Math.ceil(scale.accounts / scale.share),
});

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
