import { createHash } from 'node:crypto';
import { canonicalText } from '../../domain/canonical-text';
import type { Doubt } from '../../domain/doubt';
import type { Exemption } from '../../domain/exemption';
import { doubtOfSeal } from '../baselines/doubt-in';
import type { Seal } from '../baselines/seal';

/** Without a seal, the exemption as it is. */
export async function sealExemption(
  seal: Pick<Seal, 'sign'> | undefined,
  exemption: Exemption,
): Promise<Exemption> {
  return seal ? { ...exemption, mac: await seal.sign(sealedText(exemption)) } : exemption;
}

/**
 * Why a planned change must not be believed; nothing when a role that may seal has declared it. One that
 * was copied from another account is forged: the account is in the text. Never throws.
 */
export const doubtInExemption = (
  seal: Pick<Seal, 'verify'>,
  exemption: Exemption,
): Promise<Doubt | undefined> =>
  doubtOfSeal(async () => {
    if (typeof exemption.mac !== 'string') return 'it carries no seal';
    const isGenuine = await seal.verify(sealedText(exemption), exemption.mac);
    return isGenuine ? undefined : 'its seal is not the one of its text';
  });

/** It begins with another name than a baseline's text, so that no seal is good for both. */
const sealedText = ({ mac, ...exemption }: Exemption): string =>
  `trailwarden exemption 1 sha256 ${createHash('sha256').update(canonicalText(exemption)).digest('hex')}`;
