import type { Ending, Notice } from '../../domain/notification';
import { type Item, type Table, update } from '../table/table';
import { noticeFrom, noticeKey, UNDELIVERED } from './notice-row';

/** It still waits, and no try has begun since we read it. */
const STILL_OURS = '#standing = :pending AND #attempts = :begun';

/**
 * Marks a try as begun, before anything is sent. Until its end is written down it counts as unsure:
 * a run that is killed in between may have told it. Nothing when another has begun or ended one.
 */
export async function beginNotice(
  table: Table,
  notice: Notice,
  nextAt: string,
): Promise<Notice | undefined> {
  const { attempts, unsure } = notice;
  const begun = await update(table, {
    key: noticeKey(notice),
    set: { attempts: attempts + 1, unsure: true, nextAt },
    when: { expression: STILL_OURS, values: { pending: 'pending', begun: attempts } },
  });
  return begun && { ...noticeFrom(begun), unsure };
}

/** Writes down the end of a try. A try that another courier has taken over is left to that one. */
export async function endNotice(table: Table, notice: Notice, ending: Ending): Promise<void> {
  await update(table, {
    key: noticeKey(notice),
    ...changeOf(ending),
    when: {
      expression: STILL_OURS,
      values: { pending: 'pending', begun: notice.attempts },
    },
  });
}

function changeOf(ending: Ending): { readonly set: Item; readonly remove?: readonly string[] } {
  switch (ending.kind) {
    case 'again': {
      const { why, nextAt, unsure } = ending;
      return { set: { why, nextAt, unsure } };
    }
    case 'dead': {
      const { why, at, unsure = false } = ending;
      return { set: { standing: 'dead', why, deadAt: at, unsure, facet: UNDELIVERED } };
    }
    case 'sent': {
      const { at, ref } = ending;
      const sent = { standing: 'sent', sentAt: at, unsure: false, expiresAt: keptUntil(at) };
      // Without these attributes it is in no index. The row stays, or a late record would plan it anew.
      return {
        set: ref === undefined ? sent : { ...sent, ref },
        remove: ['facet', 'openedKey', 'why'],
      };
    }
  }
}

/** A stream keeps records for a day. The row stays longer, so that people can read who was told. */
const keptUntil = (at: string): number => Math.floor(Date.parse(at) / 1_000) + 400 * 86_400;
