/** A KMS key that a trail, its bucket or its log group is encrypted with. A part that was not read is absent, and no technique judges it. */
export interface KeyState {
  /** `Enabled`, `Disabled`, `PendingDeletion`, `PendingImport`, `Unavailable` … [D] key-state */
  readonly keyState: string;
  /** `CUSTOMER`, or `AWS` for a key that only AWS can change. */
  readonly keyManager: string;
  readonly multiRegion: boolean;
  /** As it was written; `canonicalState` compares it. */
  readonly policy?: string;
}

/** Parts that cost a read of their own. */
export const keyParts = ['policy'] as const;

export type KeyPart = (typeof keyParts)[number];

/** The writes that put it back, with their inputs as the API spells them. */
export interface KeySteps {
  readonly 'kms:EnableKey': { readonly KeyId: string };
  readonly 'kms:CancelKeyDeletion': { readonly KeyId: string };
  readonly 'kms:PutKeyPolicy': {
    readonly KeyId: string;
    readonly PolicyName: 'default';
    readonly Policy: string;
  };
}
