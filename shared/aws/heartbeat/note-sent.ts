import type { Beat, Heartbeat } from '../../domain/heartbeat';
import type { Obstacle } from '../../domain/obstacle';
import type { Place } from '../../domain/place';
import type { Table } from '../table/table';
import { update } from '../table/update';
import { heartbeatKey } from './heartbeat-key';
import { heartbeatIn } from './heartbeat-row';

/**
 * Written before the call leaves, since its record may be back before the call is answered. Nothing when a later
 * beat was sent from there meanwhile. One write, which also tells since when the place is silent.
 */
export async function noteSent(table: Table, beat: Beat): Promise<Heartbeat | undefined> {
  const { accountId, region, sentAt } = beat;
  const item = await update(table, {
    key: heartbeatKey(beat),
    set: { kind: 'heartbeat', place: { accountId, region }, sentAt, expiresAt: expiry(sentAt) },
    // Of several unheard beats, the first says since when.
    setOnce: { silentSince: sentAt },
    // The time of a beat that could not leave stays until one is heard: it says whether that is new.
    remove: ['unsent'],
    when: { expression: 'attribute_not_exists(#sentAt) OR #sentAt < :sentAt' },
  });
  return item && heartbeatIn(item);
}

/**
 * The call did not leave, or that is unknown: no beat is waited for. An older silence goes on. `sentAt` is
 * absent where no call was tried.
 */
export async function noteUnsent(
  table: Table,
  unsent: Place & { readonly why: Obstacle; readonly at: string; readonly sentAt?: string },
): Promise<void> {
  const { accountId, region, why, at, sentAt } = unsent;
  const key = heartbeatKey(unsent);
  const set = {
    kind: 'heartbeat',
    place: { accountId, region },
    unsent: why,
    unsentAt: at,
    expiresAt: expiry(at),
  };
  const isFirst = sentAt && {
    expression: '#sentAt = :sentAt AND #silentSince = :sentAt',
    values: { sentAt },
  };
  const written =
    isFirst && (await update(table, { key, set, remove: ['silentSince'], when: isFirst }));
  if (written) return;
  await update(table, {
    key,
    set,
    when: {
      // Never over a later beat, which may have left.
      expression: 'attribute_not_exists(#sentAt) OR #sentAt <= :latest',
      values: { latest: sentAt ?? at },
    },
  });
}

/** For tidiness: an account that left the organization sends no more beats. */
const expiry = (at: string): number => Math.floor(Date.parse(at) / 1_000) + 90 * 86_400;
