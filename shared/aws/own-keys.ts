import { setTimeout as pause } from 'node:timers/promises';
import { Recent } from './connection';
import { readItem, type Table, update } from './table/table';

export interface OwnKeys {
  /** STS gave this key to us. */
  readonly given: (accountId: string, accessKeyId: string) => void;
  /**
   * Lets every other environment know the key, once, before a call whose record one of them will hear. Never
   * rejects, and is over within a second: a table must not hold up a call that puts something back.
   */
  readonly announce: (accountId: string, accessKeyId: string) => Promise<void>;
  /**
   * Was it given to one of us? Answers at once for a key of this environment. Rejects when the table does not
   * answer.
   */
  readonly isOurs: (accountId: string, accessKeyId: string) => true | Promise<boolean>;
}

/** The keys that STS gave to our environments, as long as an event may still come that names one. */
export function ownKeys(table: Table, now: () => Date): OwnKeys {
  const kept = new Recent<true>(5_000);
  const announced = new Recent<Promise<void>>(5_000);
  const itemKey = (accountId: string, accessKeyId: string) => ({
    pk: `OWN-KEYS#${accountId}`,
    sk: accessKeyId,
  });
  // A key that is not told makes our own call an intruder's to every other environment.
  const tell = async (accountId: string, accessKeyId: string, tries = TRIES): Promise<void> => {
    const expiresAt = Math.floor(now().getTime() / 1_000) + KEPT_S;
    const key = itemKey(accountId, accessKeyId);
    try {
      await update(table, { key, set: { kind: 'own-key', expiresAt } });
    } catch (error) {
      if (tries === 1) throw error;
      await pause(AGAIN_MS);
      await tell(accountId, accessKeyId, tries - 1);
    }
  };
  return {
    given: (_, accessKeyId) => kept.set(accessKeyId, true),
    announce: (accountId, accessKeyId) => {
      const telling =
        announced.get(accessKeyId) ??
        tell(accountId, accessKeyId).catch(() => announced.delete(accessKeyId));
      announced.set(accessKeyId, telling);
      return Promise.race([telling, pause(NO_LONGER_MS, undefined, { ref: false })]);
    },
    isOurs: (accountId, accessKeyId) => kept.get(accessKeyId) ?? ask(accountId, accessKeyId),
  };

  async function ask(accountId: string, accessKeyId: string): Promise<boolean> {
    const isOurs = (await readItem(table, itemKey(accountId, accessKeyId))) !== undefined;
    if (isOurs) kept.set(accessKeyId, true);
    return isOurs;
  }
}

const TRIES = 5;
const AGAIN_MS = 200;

/** Four days in the queue and fourteen in its dead letters, and a session of an hour. */
const KEPT_S = 19 * 24 * 3_600;

/** A silent table is asked for twenty seconds, of the thirty that a message has. */
const NO_LONGER_MS = 1_000;
