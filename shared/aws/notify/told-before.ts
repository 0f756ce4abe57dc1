import type { Notice } from '../../domain/notification';
import { query, type Table } from '../table/table';
import { noticeKey } from './notice-row';

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
