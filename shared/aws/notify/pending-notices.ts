import type { Notice } from '../../domain/notification';
import { query } from '../table/query';
import type { Table } from '../table/table';
import { noticeFrom, OUTBOX } from './notice-row';

/** Everything that waits to be told, oldest first, of all channels. The index may be a moment behind. */
export async function pendingNotices(table: Table): Promise<readonly Notice[]> {
  const notices: Notice[] = [];
  const key = { expression: '#facet = :facet', values: { facet: OUTBOX } };
  for await (const item of query(table, { key, index: 'byFacet' })) {
    notices.push(noticeFrom(item));
    if (notices.length >= MOST) break; // the rest comes in the next round
  }
  return notices;
}

const MOST = 5_000;
