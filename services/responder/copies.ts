import { createHash } from 'node:crypto';
import type { SqsRecord } from '../../shared/aws/sqs-event';
import { receivesOf } from './come-again';

/** A record as it came, with what every copy of it shares; none where AWS did not tell it. */
interface Came {
  readonly record: SqsRecord;
  readonly fingerprint?: string;
}

/** The records whose handling ended well, as far back as this environment remembers. */
export interface Handled {
  readonly has: (fingerprint: string) => boolean;
  readonly add: (fingerprint: string) => void;
}

/** Of one length, however long the record is that its caller made. */
export const fingerprintOf = (told: string): string =>
  createHash('sha256').update(told).digest('base64');

/** Remembers the last thousand: an account that sends more makes the oldest forgotten, and worked once more. */
export function rememberHandled(most = 1_000): Handled {
  const known = new Set<string>();
  return {
    has: (one) => known.has(one),
    add: (one) => {
      known.delete(one); // what still comes is the last to be forgotten
      known.add(one);
      const [oldest = one] = known;
      if (known.size > most) known.delete(oldest);
    },
  };
}

/**
 * Any rule of an account can send one record many times, and each copy stands before the stop that follows it. Of all
 * copies in a batch one is worked, the one that came most often; the others share what becomes of it.
 */
export function withoutCopies<T extends Came>(
  all: readonly T[],
): { readonly once: readonly T[]; readonly copies: ReadonlyMap<SqsRecord, readonly T[]> } {
  const same = new Map<unknown, T[]>();
  for (const one of all) {
    const key = one.fingerprint ?? one;
    same.set(key, [...(same.get(key) ?? []), one]);
  }
  const sorted = [...same.values()].map((some) =>
    some.sort((one, other) => receivesOf(other.record) - receivesOf(one.record)),
  );
  const apart = sorted.flatMap(([first, ...copies]) => (first ? [{ first, copies }] : []));
  return {
    once: apart.map(({ first }) => first),
    copies: new Map(apart.map(({ first, copies }) => [first.record, copies])),
  };
}
