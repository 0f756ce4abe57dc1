/** A KMS key that a trail, its bucket or its log group is encrypted with. A part that was not read is absent, and no technique judges it. */
export interface KeyState {
  readonly name: string;
}

/** Parts that cost a read of their own. */
export const keyParts = [] as const satisfies readonly string[];

export type KeyPart = (typeof keyParts)[number];

/** The writes that put it back, with their inputs as the API spells them. */
export interface KeySteps {
  readonly 'kms:EnableKey': { readonly KeyId: string };
}

export const keyCalls = { 'kms:EnableKey': true } satisfies Record<keyof KeySteps, true>;
