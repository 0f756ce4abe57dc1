/** A part of Trailwarden itself. A part that was not read is absent, and no technique judges it. */
export interface WardenState {
  readonly name: string;
}

/** Parts that cost a read of their own. */
export const wardenParts = [] as const satisfies readonly string[];

export type WardenPart = (typeof wardenParts)[number];

/** The writes that put it back, with their inputs as the API spells them. */
// biome-ignore lint/complexity/noBannedTypes: stub
export type WardenSteps = {};

export const wardenCalls = {} satisfies Record<keyof WardenSteps, true>;
