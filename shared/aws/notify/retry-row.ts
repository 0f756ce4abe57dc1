import type { Notice } from '../../domain/notification';
import { isWritten, queryAll, readItem, type Table, update } from '../table/table';
import { noticeKey, OUTBOX } from './notice-row';

export type NoticeId = Pick<Notice, 'incidentId' | 'id' | 'channel'>;

/** A person wants a dead notice tried again. The notifier does it, so that those who ask can write no notice. */
export interface RetryRequest extends NoticeId {
  readonly by: string;
  readonly askedAt: string;
}

const keyOf = ({ incidentId, id, channel }: NoticeId) => ({
  pk: 'RETRY',
  sk: `${incidentId}#${id}#${channel}`,
});

/** A second request changes nothing. Throws when the table did not take it. */
export async function askRetry(table: Table, request: RetryRequest): Promise<void> {
  const { incidentId, id, channel, by, askedAt } = request;
  await update(table, {
    key: keyOf(request),
    set: { incidentId, id, channel, by, askedAt, expiresAt: inAWeek(askedAt) },
    remove: ['doneAt'],
  });
}

const inAWeek = (at: string): number => Math.floor(Date.parse(at) / 1_000) + 7 * 86_400;

/** A request to send every channel a message of no incident, to see whether each arrives. */
export const TEST = 'test';

export const isTest = ({ incidentId }: NoticeId): boolean => incidentId === TEST;

/** The results of a test, by channel: `delivered`, or why not. */
export type TestResults = Readonly<Record<string, string>>;

export async function endTest(
  table: Table,
  request: NoticeId,
  { results, now }: { readonly results: TestResults; readonly now: Date },
): Promise<void> {
  await update(table, { key: keyOf(request), set: { results, doneAt: now.toISOString() } });
}

/** Nothing while it was not done. */
export const readTest = async (table: Table, request: NoticeId): Promise<TestResults | undefined> =>
  (await readItem<{ readonly results?: TestResults }>(table, keyOf(request)))?.results;

/** Requests that are not done. */
export async function askedRetries(table: Table): Promise<readonly RetryRequest[]> {
  const key = { expression: '#pk = :pk', values: { pk: 'RETRY' } };
  const filter = { expression: 'attribute_not_exists(#doneAt)' };
  const found = await queryAll(table, { key, filter, consistent: true });
  return found as unknown as readonly RetryRequest[];
}

/** It is dead; a notice that waits or was told is left alone. */
const DEAD = '#standing = :dead';

/**
 * Puts a dead notice back as if it were planned now, and marks the request as done. A run that is killed in between
 * does it again, which changes nothing. False when it was not dead.
 */
export async function putBack(table: Table, request: RetryRequest, now: Date): Promise<boolean> {
  const at = now.toISOString();
  const { incidentId, id, by } = request;
  const isBack = await isWritten(table, {
    key: noticeKey(request),
    set: {
      ...{ standing: 'pending', facet: OUTBOX, plannedAt: at, nextAt: at, retriedBy: by },
      openedKey: `${at}#${incidentId}#${id}`,
    },
    remove: ['deadAt', 'why'],
    when: { expression: DEAD, values: { dead: 'dead' } },
  });
  await update(table, { key: keyOf(request), set: { doneAt: at } });
  return isBack;
}
