import type { NamedPlace, Place } from '../core/place';
import type { PolicyDocument } from '../iam/policy-document';

/** A customer-managed key. Its state is worked out from these, see `key-state.ts`. */
export interface Key extends Place {
  readonly arn: string;
  readonly keyId: string;
  readonly createdAt: Date;
  readonly description: string;
  readonly keySpec: KeySpec;
  readonly origin: KeyOrigin;
  readonly multiRegion: boolean;
  policy: PolicyDocument;
  enabled: boolean;
  /** Always for AWS_KMS; EXTERNAL keys begin without and may lose it. */
  hasMaterial: boolean;
  /** When the key goes for good; absent unless its deletion is scheduled. */
  deletionDate?: Date;
  /** Absent: it does not rotate. */
  rotation?: Rotation;
  readonly tags: Map<string, string>;
  /** What its MACs and signatures are made with. */
  readonly secret: Buffer;
}

export interface Rotation {
  /** Days from one to the next. */
  readonly periodInDays: number;
  readonly enabledAt: Date;
}

export type KeySpec = 'SYMMETRIC_DEFAULT' | 'HMAC_256' | 'ECC_NIST_P256';

export const isKeySpec = (spec: string): spec is KeySpec =>
  ['SYMMETRIC_DEFAULT', 'HMAC_256', 'ECC_NIST_P256'].includes(spec);

export type KeyOrigin = 'AWS_KMS' | 'EXTERNAL';

export interface Alias {
  readonly name: string;
  readonly arn: string;
  readonly createdAt: Date;
  updatedAt: Date;
  keyArn: string;
}

/** Hardware or a proxy of the owner's, as far as its connection goes: no key ever lives in it. */
export interface KeyStore extends NamedPlace {
  readonly id: string;
  readonly createdAt: Date;
  state: 'CONNECTED' | 'DISCONNECTED';
}

export interface KmsState {
  /** By ARN. */
  readonly keys: Map<string, Key>;
  /** By ARN. */
  readonly aliases: Map<string, Alias>;
  /** By id. */
  readonly keyStores: Map<string, KeyStore>;
  /** ARNs of keys that were and are no more. */
  readonly deleted: Set<string>;
}

export function createKmsState(): KmsState {
  return { keys: new Map(), aliases: new Map(), keyStores: new Map(), deleted: new Set() };
}
