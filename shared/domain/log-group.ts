/** The log group a trail sends to. A part that was not read is absent, and no technique judges it. */
export interface LogGroupState {
  readonly name: string;
}

/** Parts that cost a read of their own. */
export const logGroupParts = [] as const satisfies readonly string[];

export type LogGroupPart = (typeof logGroupParts)[number];

/** The writes that put it back, with their inputs as the API spells them. */
// biome-ignore lint/complexity/noBannedTypes: stub
export type LogGroupSteps = {};

export const logGroupCalls = {} satisfies Record<keyof LogGroupSteps, true>;
