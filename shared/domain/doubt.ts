import type { Obstacle } from './obstacle';

/** Why a baseline must not be put back; nothing where it is genuine, or where there is none. */
export type Doubt =
  /** No role that may seal wrote its row: an attacker altered it so that the warden puts it back. */
  | { readonly kind: 'forged'; readonly why: string }
  /** The key of the seal could not be asked, which is neither a yes nor a no. */
  | { readonly kind: 'unverified'; readonly why: Obstacle };
