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

export function sweepScale({
  accounts,
  regions,
  latency,
  share,
}: {
  readonly accounts: number;
  readonly regions: number;
  readonly latency: number;
  readonly share: number;
}): SweepScale {
  return { accounts, regions: REGIONS.slice(0, regions), latencyMs: latency, share };
}

/** One in `share` of an organization. */
export const sliceOf = (scale: SweepScale): SweepScale => ({
  ...scale,
  accounts: Math.ceil(scale.accounts / scale.share),
});
