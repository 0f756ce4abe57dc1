import type { Notice } from '../../domain/notification';
import { query, type Table } from '../table/table';
import { noticeFrom, OUTBOX, UNDELIVERED } from './notice-row';

/** A notice that was not told yet, or never will be. */
export interface UntoldNotice extends Notice {
  readonly standing: 'waiting' | 'dead';
  /** Of the last try; absent before the first. */
  readonly why?: string;
}

/** Waiting and dead notices, each oldest first. The index may be a moment behind. */
export async function* findNotices(table: Table): AsyncGenerator<UntoldNotice> {
  for (const [facet, standing] of [
    [OUTBOX, 'waiting'],
    [UNDELIVERED, 'dead'],
  ] as const) {
    const key = { expression: '#facet = :facet', values: { facet } };
    for await (const item of query(table, { key, index: 'byFacet' })) {
      yield {
        ...noticeFrom(item),
        standing,
        ...(item.why !== undefined && { why: String(item.why) }),
      };
    }
  }
}
