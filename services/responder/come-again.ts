import { createHash } from 'node:crypto';
import type { SqsRecord } from '../../shared/aws/sqs-event';
import type { Log } from '../../shared/domain/log-entry';
import type { Obstacle } from '../../shared/domain/obstacle';
import type { Signal } from '../../shared/domain/signal';

/** Messages that come back. */
export type Again = Map<SqsRecord, Return>;

export interface Return {
  readonly why: string;
  /** How long the first pause is; absent for what cannot wait. */
  readonly afterSeconds?: number;
}

/** These come again, because of this; with what was thrown, where it was. */
export function comeAgain(
  again: Again,
  records: Iterable<SqsRecord>,
  what: string,
  thrown?: { readonly error: unknown },
): void {
  const why = thrown ? `${what}: ${messageOf(thrown.error)}` : what;
  for (const record of records) again.set(record, { why });
}

interface Returning {
  readonly log: Log;
  readonly comeBackIn: (message: SqsRecord, seconds: number) => Promise<void>;
}

/** The end of every way on which something was not done: the message comes back after a pause that grows. */
export async function comeBack(
  record: SqsRecord,
  { why, afterSeconds = 5 }: Return,
  { log, comeBackIn }: Returning,
): Promise<void> {
  const inSeconds = Math.min(afterSeconds * 2 ** (receivesOf(record) - 1), 24 * afterSeconds);
  log({ kind: 'again', messageId: record.messageId, why, inSeconds });
  try {
    await comeBackIn(record, inSeconds);
  } catch (error) {
    // It still comes back, after the queue's own visibility timeout.
    log({ kind: 'fault', what: 'sqs:ChangeMessageVisibility', why: messageOf(error) });
  }
}

interface Missed {
  readonly records: Iterable<SqsRecord>;
  readonly signals: readonly Signal[];
  readonly why: string;
  /** What was met; absent where AWS was not the reason. */
  readonly met?: Obstacle;
  /** Nothing of the place could be seen at all. */
  readonly isUnseen?: boolean;
  /** An intruder keeps us out: every second counts. */
  readonly isFought?: boolean;
}

/**
 * These messages come again. A check that was denied does so twice: a role that was deleted is back by then. After
 * that the row of the place says why, the next sweep asks anew, and an account that was never enrolled fills no
 * dead letters. An event always comes again: it tells of tampering.
 *
 * A check of a place that does not answer, or is throttled, holds a batch for seconds each time: it waits until the sweep
 * is through with all others.
 */
export function lookAgain(
  again: Again,
  { records, signals, why, met, isUnseen, isFought }: Missed,
): void {
  // The next minute asks anew, and what is left to be done is owed by the place's row: none comes to the dead letters.
  if (signals.every((signal) => signal.kind === 'check' && signal.by === 'minute')) return;
  const isOnlyAsked = signals.every(({ kind }) => kind === 'check');
  for (const record of records) {
    const isLeft = isOnlyAsked && met?.kind === 'denied' && receivesOf(record) >= LOOKS_WHEN_DENIED;
    if (!isLeft)
      again.set(record, {
        why,
        ...(isFought && { afterSeconds: 1 }),
        ...(isUnseen && isOnlyAsked && held(met) && { afterSeconds: LATER_S }),
      });
  }
}

const LOOKS_WHEN_DENIED = 3;

const LATER_S = 120;

const held = (met: Obstacle | undefined): boolean =>
  met?.kind === 'unreachable' || met?.kind === 'throttled';

/**
 * By then the delivery that was faster has written the incident that these events belong to, or its note says what it
 * found. False when all have come so often and once more: the queue gives up a message after five times.
 */
export function lookOnceMore(again: Again, records: Iterable<SqsRecord>, times = 1): boolean {
  const some = [...records].filter((record) => receivesOf(record) <= times);
  comeAgain(again, some, UNPLACED);
  return some.length > 0;
}

const UNPLACED = 'Nothing shows what it did: another delivery may be putting it back';

export const receivesOf = ({ attributes }: SqsRecord): number =>
  Number(attributes.ApproximateReceiveCount ?? 1);

export const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

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
