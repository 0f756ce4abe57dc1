/** The topic that announces a trail’s files. A part that was not read is absent, and no technique judges it. */
export interface TopicState {
  readonly name: string;
}

/** Parts that cost a read of their own. */
export const topicParts = [] as const satisfies readonly string[];

export type TopicPart = (typeof topicParts)[number];

/** The writes that put it back, with their inputs as the API spells them. */
// biome-ignore lint/complexity/noBannedTypes: stub
export type TopicSteps = {};

export const topicCalls = {} satisfies Record<keyof TopicSteps, true>;
