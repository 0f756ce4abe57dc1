/** What ties accounts to the organization: trusted access and delegated administrators; an account’s Regions. A part that was not read is absent, and no technique judges it. */
export interface MembershipState {
  readonly name: string;
}

/** Parts that cost a read of their own. */
export const membershipParts = [] as const satisfies readonly string[];

export type MembershipPart = (typeof membershipParts)[number];

/** The writes that put it back, with their inputs as the API spells them. */
// biome-ignore lint/complexity/noBannedTypes: stub
export type MembershipSteps = {};

export const membershipCalls = {} satisfies Record<keyof MembershipSteps, true>;
