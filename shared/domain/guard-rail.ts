/** A policy of the organization that protects CloudTrail. A part that was not read is absent, and no technique judges it. */
export interface GuardRailState {
  readonly name: string;
}

/** Parts that cost a read of their own. */
export const guardRailParts = [] as const satisfies readonly string[];

export type GuardRailPart = (typeof guardRailParts)[number];

/** The writes that put it back, with their inputs as the API spells them. */
// biome-ignore lint/complexity/noBannedTypes: stub
export type GuardRailSteps = {};

export const guardRailCalls = {} satisfies Record<keyof GuardRailSteps, true>;
