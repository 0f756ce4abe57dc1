import { type Beat, HEARTBEAT_LATE_MS, type Heartbeat } from '../../domain/heartbeat';
import type { Table } from '../table/table';
import { type Change, type Item, update } from '../table/update';
import { heartbeatKey } from './heartbeat-key';
import { heartbeatIn } from './heartbeat-row';

/** The last beat that was sent, not heard yet; or heard although its call got no answer. */
const LAST = '#sentAt = :beat AND (attribute_exists(#silentSince) OR attribute_exists(#unsent))';
/** A later beat is on its way, and neither this one nor one sent after it was heard. */
const OVERTAKEN =
  '#sentAt > :beat AND attribute_exists(#silentSince) AND (attribute_not_exists(#heardBeat) OR #heardBeat < :beat)';

/**
 * A beat of ours has come. Nothing when that is no news: delivered twice, or out of order. One write;
 * two where another beat was sent before this one came.
 *
 *   sent 11:00:00   sent 11:00:30   heard the first 11:01   → silent since 11:01, until the second comes
 */
export async function noteHeard(
  table: Table,
  beat: Beat,
  heardAt: string,
): Promise<Heartbeat | undefined> {
  const latencyMs = latencyOf(beat, heardAt);
  const write = (
    expression: string,
    change: Omit<Change, 'key' | 'when' | 'set'>,
    set: Item = {},
  ) =>
    update(table, {
      key: heartbeatKey(beat),
      ...change,
      set: { heardAt, latencyMs, heardBeat: beat.sentAt, ...set },
      when: { expression, values: { beat: beat.sentAt } },
    });
  const item =
    (await write(LAST, { remove: ['silentSince', 'unsent', 'unsentAt'] })) ??
    // A late beat that is not the last does not tell whether the way is open now.
    (latencyMs > HEARTBEAT_LATE_MS
      ? undefined
      : await write(OVERTAKEN, {}, { silentSince: heardAt }));
  return item && heartbeatIn(item);
}

/** Two clocks of ours may differ a little. */
export const latencyOf = ({ sentAt }: Beat, heardAt: string): number =>
  Math.max(0, Date.parse(heardAt) - Date.parse(sentAt));
