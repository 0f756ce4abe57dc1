import { createHmac, timingSafeEqual } from 'node:crypto';
import { type Beat, HEARTBEAT_LATE_MS, type Heartbeat } from '../../domain/heartbeat';
import type { Obstacle } from '../../domain/obstacle';
import type { Place } from '../../domain/place';
import { partitionOf } from '../../domain/trail';
import type { Seal } from '../baselines/sealed';
import type { MemberAccess } from '../member-access';
import { type Change, type Item, type Table, update } from '../table/table';
import { takeStep } from '../take-step';
import { heartbeatIn, heartbeatKey } from './heartbeat-row';

/**
 * Calls AddTags, with the guard's own right, on a trail that does not exist. Not StartLogging: CloudTrail takes one
 * of each write a second, and that one belongs to restorations. The CIS alarms that many accounts have count every
 * StartLogging, UpdateTrail and StopLogging, even refused ones (docs/decisions/0019-a-heartbeat.md). Returns what
 * stopped the call; nothing when it reached CloudTrail, which answers that there is no such trail.
 */
export async function sendBeat(
  access: MemberAccess,
  { accountId, region }: Beat,
  name: string,
): Promise<Obstacle | undefined> {
  const id = `arn:${partitionOf(region)}:cloudtrail:${region}:${accountId}:trail/${name}`;
  const { obstacle } = await access.withAccess(
    { accountId, region },
    (client) =>
      takeStep(
        {
          call: 'cloudtrail:AddTags',
          on: id,
          accountId,
          region,
          input: { ResourceId: id, TagsList: [{ Key: 'trailwarden', Value: 'heartbeat' }] },
        },
        client,
      ),
    (answer) => answer.obstacle,
  );
  return obstacle && UNKNOWN_TRAIL.has(obstacle.code) ? undefined : obstacle;
}

/**
 * [D] API_AddTags lists the first code; other calls on trails, and the record in AWS's own example, have the second.
 */
const UNKNOWN_TRAIL: ReadonlySet<string> = new Set([
  'ResourceNotFoundException',
  'TrailNotFoundException',
]);

/**
 * Says which beats are ours: an attacker who could make one could hide that the way is cut. Both reject when
 * the key could not be asked.
 */
export interface BeatSeal {
  readonly sign: (beat: Beat) => Promise<string>;
  readonly verify: (beat: Beat, mac: string) => Promise<boolean>;
}

/**
 * A separate key, derived from the one that makes the same of the same text: KMS is asked once in the life of an environment and not twice for each
 * beat, and every environment derives the same key. It is in memory only.
 */
export function beatSeal(seal: Pick<Seal, 'sign'>): BeatSeal {
  let derived: Promise<Buffer> | undefined;
  const key = (): Promise<Buffer> => {
    derived ??= seal.sign(DERIVES).then(
      (mac) => Buffer.from(mac, 'base64'),
      (error: unknown) => {
        derived = undefined; // the next beat asks again
        throw error;
      },
    );
    return derived;
  };
  const sign = async ({ accountId, region, sentAt }: Beat): Promise<string> =>
    createHmac('sha256', await key())
      .update(`${accountId}/${region}/${sentAt}`)
      .digest('hex')
      .slice(0, MAC_DIGITS);
  return {
    sign,
    verify: async (beat, mac) => {
      const expected = Buffer.from(await sign(beat));
      const given = Buffer.from(mac);
      return given.length === expected.length && timingSafeEqual(given, expected);
    },
  };
}

/** No text of a baseline begins like this (`sealedText`). */
const DERIVES = 'trailwarden heartbeat 1 key';
/** 128 bits: a trail's name has room for 128 characters. */
const MAC_DIGITS = 32;

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
