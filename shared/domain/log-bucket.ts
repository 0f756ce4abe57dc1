/** A bucket that CloudTrail delivers to. A part that was not read is absent, and no technique judges it. */
export interface LogBucketState {
  readonly name: string;
}

/** Parts that cost a read of their own. */
export const logBucketParts = [] as const satisfies readonly string[];

export type LogBucketPart = (typeof logBucketParts)[number];

/** The writes that put it back, with their inputs as the API spells them. */
// biome-ignore lint/complexity/noBannedTypes: stub
export type LogBucketSteps = {};

export const logBucketCalls = {} satisfies Record<keyof LogBucketSteps, true>;
