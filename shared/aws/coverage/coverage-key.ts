/**
 * Where coverage lies in the table:
 *
 *   COVERAGE#<region>#<last digit of the account>   ACCOUNT#<id>
 *
 * Ten partitions a Region: 10,000 accounts × 4 Regions are read with 40 Queries of half a megabyte, and
 * a sweep that writes all of them meets no partition's limit of 1,000 writes a second.
 */
export const coverageKey = (place: {
  readonly accountId: string;
  readonly region: string;
}): { readonly pk: string; readonly sk: string } => ({
  pk: coveragePartition(place.region, place.accountId.slice(-1)),
  sk: `ACCOUNT#${place.accountId}`,
});

export const coveragePartition = (region: string, shard: string): string =>
  `COVERAGE#${region}#${shard}`;

export const coverageShards = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;
