import type { Evidence } from '../../domain/evidence';
import type { Lineage } from '../../domain/lineage';

/** As much of an incident as tells whom to stop. */
export interface Contained {
  readonly evidence?: Pick<Evidence, 'actor'> | undefined;
  readonly lineage?: Pick<Lineage, 'links' | 'human'> | undefined;
  /** Every name of everybody who had a hand in it. */
  readonly actors?: readonly string[] | undefined;
  /** Where their calls were made, as far as it is known. */
  readonly region: string;
}

/** A person or a program that holds credentials, as far as stopping it differs. */
export type Holder =
  | {
      readonly kind: 'user';
      readonly accountId: string;
      readonly name: string;
      /** Its own keys that were seen in use; of a session (`ASIA…`) IAM turns none off. */
      readonly keys: readonly string[];
    }
  | {
      readonly kind: 'role';
      readonly accountId: string;
      readonly partition: string;
      readonly name: string;
      /** Names of its sessions: an instance's id, a person's name. */
      readonly sessions: readonly string[];
    }
  | { readonly kind: 'root'; readonly accountId: string; readonly partition: string }
  | {
      readonly kind: 'identity-center';
      readonly name: string;
      readonly userId?: string;
      readonly identityStoreId?: string;
    }
  /** AWS on its own behalf. */
  | { readonly kind: 'service'; readonly name: string }
  /** SAML, OIDC. */
  | { readonly kind: 'federated' }
  | { readonly kind: 'federated-user'; readonly accountId: string; readonly name: string };
