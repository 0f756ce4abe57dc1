import type { Notice } from '../../domain/notification';
import { isWritten, type Table } from '../table/table';
import { noticeKey, OUTBOX } from './notice-row';

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
