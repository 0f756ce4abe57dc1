import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Beat } from '../../domain/heartbeat';
import type { Seal } from '../baselines/seal';

/**
 * Says which beats are ours: an attacker who could make one could hide that the way is cut. Both reject when
 * the key could not be asked.
 */
export interface BeatSeal {
  readonly sign: (beat: Beat) => Promise<string>;
  readonly verify: (beat: Beat, mac: string) => Promise<boolean>;
}

/**
 * A separate key, derived from the seal's: KMS is asked once in the life of an environment and not twice for each
 * beat, and every environment derives the same key. It is in memory only.
 */
export function beatSeal(seal: Pick<Seal, 'sign'>): BeatSeal {
  let derived: Promise<Buffer> | undefined;
  const key = (): Promise<Buffer> => {
    derived ??= seal.sign(DERIVES).then(
      (mac) => Buffer.from(mac, 'base64'),
      (error: unknown) => {
        derived = undefined; // the next beat asks again
        throw error;
      },
    );
    return derived;
  };
  const sign = async ({ accountId, region, sentAt }: Beat): Promise<string> =>
    createHmac('sha256', await key())
      .update(`${accountId}/${region}/${sentAt}`)
      .digest('hex')
      .slice(0, MAC_DIGITS);
  return {
    sign,
    verify: async (beat, mac) => {
      const expected = Buffer.from(await sign(beat));
      const given = Buffer.from(mac);
      return given.length === expected.length && timingSafeEqual(given, expected);
    },
  };
}

/** No text of a baseline begins like this (`sealedText`). */
const DERIVES = 'trailwarden heartbeat 1 key';
/** 128 bits: a trail's name has room for 128 characters. */
const MAC_DIGITS = 32;
