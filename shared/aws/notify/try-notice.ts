import type { Ending, Notice } from '../../domain/notification';
import { type Item, isWritten, query, type Table, update } from '../table/table';
import { noticeFrom, noticeKey, OUTBOX, UNDELIVERED } from './notice-row';

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

/** This notice is not written down yet. */
const NEW = 'attribute_not_exists(#pk)';

/**
 * Writes a notice down once, even if its record comes again. False when it was there already. Throws when the table
 * did not take it.
 */
export const planNotice = (table: Table, notice: Notice): Promise<boolean> =>
  isWritten(table, {
    key: noticeKey(notice),
    set: {
      ...notice,
      standing: 'pending',
      facet: OUTBOX,
      openedKey: `${notice.plannedAt}#${notice.incidentId}#${notice.id}`,
    },
    when: { expression: NEW },
  });

/**
 * Whether the channel of a notice was told anything else of its incident; a message that reached no one does not
 * count.
 */
export async function toldBefore(table: Table, notice: Notice): Promise<boolean> {
  const { pk } = noticeKey(notice);
  const key = { expression: '#pk = :pk', values: { pk } };
  for await (const { channel, standing, id, ref } of query(table, { key, consistent: true })) {
    const isOther = channel === notice.channel && id !== notice.id && standing === 'sent';
    if (isOther && !/^no(body|thing) /.test(String(ref ?? ''))) return true;
  }
  return false;
}

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
