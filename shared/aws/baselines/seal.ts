import { createHash } from 'node:crypto';
import type { Baseline } from '../../domain/baseline';
import { canonicalText } from '../../domain/canonical-text';
import { subjectKey } from '../../domain/subject';
import { Recent } from '../recent';

/**
 * A key that only the warden and the keeper may use, and that cannot be read: KMS GenerateMac and
 * VerifyMac. Both reject when the key could not be asked, which is neither a yes nor a no.
 */
export interface Seal {
  /** Signs at most 4,096 bytes. [D] kms API_GenerateMac */
  readonly sign: (text: string) => Promise<string>;
  /** False only when the key says that this is not its mac of this text. */
  readonly verify: (text: string, mac: string) => Promise<boolean>;
}

/** A baseline, with the mac which proves that an authorised role wrote it. */
export interface SealedBaseline {
  readonly baseline: Baseline;
  /** Absent on rows from before there was a seal. */
  readonly mac?: string;
}

/** What may be believed of a row. A `forged` one must never be put back; not knowing is a rejection. */
export type Opened =
  | { readonly kind: 'genuine'; readonly baseline: Baseline }
  | { readonly kind: 'forged'; readonly why: string };

/** Without a seal, the baseline as it is. */
export async function sealBaseline(
  seal: Pick<Seal, 'sign'> | undefined,
  baseline: Baseline,
): Promise<SealedBaseline> {
  return seal ? { baseline, mac: await seal.sign(sealedText(baseline)) } : { baseline };
}

/**
 * Opens a row found under a subject's key. A genuine row of another subject, copied here, is as wrong as a changed
 * one: the signed text names its subject.
 */
export async function openBaseline(
  seal: Pick<Seal, 'verify'>,
  { baseline, mac }: Partial<SealedBaseline>,
  key: string,
): Promise<Opened> {
  if (!baseline) return forged('its row holds no baseline of it');
  if (subjectKey(baseline.subject) !== key) return forged('it is the baseline of another subject');
  if (mac === undefined) return forged('it carries no seal');
  const isGenuine = await seal.verify(sealedText(baseline), mac);
  return isGenuine ? { kind: 'genuine', baseline } : forged('its seal is not the one of its text');
}

/**
 * A KMS key may serve other purposes, so the text begins with a name. A message must be short, so it ends with a
 * digest.
 */
export const sealedText = (baseline: Baseline): string =>
  `trailwarden baseline 1 sha256 ${createHash('sha256').update(canonicalText(baseline)).digest('hex')}`;

/**
 * Asks the key once per row and environment: a row that did not change needs no second question.
 * Only a yes is kept, so that what was refused is asked again and a slip of the key does not last.
 */
export function rememberVerified(seal: Seal, limit = 2_000): Seal {
  const genuine = new Recent<true>(limit);
  return {
    sign: seal.sign,
    verify: async (text, mac) => {
      const both = `${text} ${mac}`;
      if (genuine.get(both)) return true;
      const isGenuine = await seal.verify(text, mac);
      if (isGenuine) genuine.set(both, true);
      return isGenuine;
    },
  };
}

const forged = (why: string): Opened => ({ kind: 'forged', why });
