import { randomUUID } from 'node:crypto';
import { readItem, type Table, update } from '../../table/table';

/** Asked before each change of the machine. Rejects where another task changes it. */
export type MayGoOn = () => Promise<void>;

interface Turn {
  readonly incidentId: string;
  /** When the state was entered whose task this is, ISO: the latest goes first. Absent for a person, who goes before all. */
  readonly enteredAt?: string | undefined;
  readonly now: () => Date;
  /** What it rejects with where another task changes the machine. */
  readonly busy: () => Error;
}

/**
 * Changes a machine while no other task of its incident does: Step Functions gives up a task that takes too long, and
 * stops a run, but the function goes on. A task that comes later is waited for by none: the one before it may not
 * go on. Rejects with the SDK's error too.
 */
export async function inTurn<T>(
  table: Table,
  { incidentId, enteredAt, now, busy }: Turn,
  work: (mayGoOn: MayGoOn) => Promise<T>,
): Promise<T> {
  const key = { pk: `INCIDENT#${incidentId}`, sk: 'TURN' };
  const by = randomUUID();
  const since = enteredAt ?? (await afterAll(table, key));
  const mayGoOn = async (): Promise<void> => {
    if (!(await takeTurn(table, key, { by, since, now: now() }))) throw busy();
  };
  await mayGoOn();
  try {
    return await work(mayGoOn);
  } finally {
    const isOwn = { expression: '#by = :by', values: { by } };
    await update(table, { key, remove: ['by', 'until'], when: isOwn });
  }
}

type Key = Parameters<typeof readItem>[1];

/** A person's clock may be slow, so it is not asked. */
async function afterAll(table: Table, key: Key): Promise<string> {
  const { since = '' } = (await readItem<{ readonly since?: string }>(table, key)) ?? {};
  return `${since}+`;
}

/** Longer than one call to AWS with all its retries. */
const LONGEST_CALL_MS = 45_000;

/** False for one that is to wait until the other has ended or was killed, and for good where a later one has asked. */
async function takeTurn(
  table: Table,
  key: Key,
  { by, since, now }: { readonly by: string; readonly since: string; readonly now: Date },
): Promise<boolean> {
  const until = new Date(now.getTime() + LONGEST_CALL_MS).toISOString();
  const isNotLate = '(attribute_not_exists(#since) OR #since <= :since)';
  const taken = await update(table, {
    ...{ key, set: { by, since, until } },
    when: {
      expression: `${isNotLate} AND (attribute_not_exists(#by) OR #by = :by OR #until < :at)`,
      values: { at: now.toISOString() },
    },
  });
  if (taken) return true;
  // The one who has it may make no further change.
  await update(table, { key, set: { since }, when: { expression: isNotLate } });
  return false;
}
