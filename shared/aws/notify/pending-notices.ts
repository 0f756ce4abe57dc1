import type { Notice } from '../../domain/notification';
import { query, type Table } from '../table/table';
import { noticeFrom, OUTBOX } from './notice-row';

/**
 * The waiting notices of all channels, oldest first. Of one account and channel no more than a round can tell, so
 * that a flood hides no others. The index may be a moment behind.
 */
export async function pendingNotices(table: Table): Promise<readonly Notice[]> {
  const notices: Notice[] = [];
  const kept = new Map<string, number>();
  let read = 0;
  const key = { expression: '#facet = :facet', values: { facet: OUTBOX } };
  for await (const item of query(table, { key, index: 'byFacet' })) {
    const notice = noticeFrom(item);
    const whose = `${notice.channel} ${notice.accountId ?? ''}`;
    const known = kept.get(whose) ?? 0;
    if (known < MOST_OF_ONE) notices.push(notice);
    kept.set(whose, known + 1);
    read += 1;
    if (notices.length >= MOST || read >= MOST_READ) break; // the rest comes in the next round
  }
  return notices;
}

const MOST = 5_000;
const MOST_OF_ONE = 300;
const MOST_READ = 50_000;
