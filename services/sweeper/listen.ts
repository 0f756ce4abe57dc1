import type { Check } from '../../shared/aws/queue';
import type { KnownCoverage } from '../../shared/domain/coverage';
import { grouped } from '../../shared/domain/grouped';
import type { Heartbeat } from '../../shared/domain/heartbeat';
import type { Tick, Ticking } from '../../shared/domain/tick';
import type { WatchedPlace } from '../../shared/domain/watch';
import { withLaterGuards } from '../../shared/watch/coverage/with-later-guards';
import { unheardIn } from '../../shared/watch/heartbeat/beats';
import {
  afterTicks,
  isHeartbeatWanted,
  isLookedAt,
  nothingHeardSince,
  silentIn,
  withoutLeft,
} from '../../shared/watch/heartbeat/ticks';
import { placeKey } from '../../shared/watch/heartbeat/with-ticks';
import { together } from '../../shared/watch/places';

/** The ticks in the queue. They stay there until they are deleted, so a table that is away loses none. */
export interface Taken {
  readonly ticks: readonly Tick[];
  readonly forget: () => Promise<void>;
}

/** What listening needs of the world. */
export interface Listening {
  readonly now: () => Date;
  readonly takeTicks: () => Promise<Taken>;
  readonly ticksKept: () => Promise<readonly Ticking[]>;
  /** False where another invocation wrote the row after `before` was read: then nothing is written. */
  readonly keepTicks: (ticking: Ticking, before: Ticking | undefined) => Promise<boolean>;
  readonly beatsKept: () => Promise<readonly Heartbeat[]>;
  /** The last looks at these places, and perhaps at others. */
  readonly coverageOf: (places: readonly WatchedPlace[]) => Promise<readonly KnownCoverage[]>;
  /** Asks for looks. Throws when any was not taken. */
  readonly askIn: (checks: readonly Check[], delaySeconds: number) => Promise<void>;
  /** Tells CloudWatch how many places are silent in this minute, zero included. */
  readonly tellSilent: (places: number) => void;
  /** Says since when no tick of any account came. Then there is no number, as where no ticks were taken. */
  readonly tellUnheard: (since: string) => void;
}

/**
 * Takes the ticks of a minute, and asks for a look at every place whose ticks stopped, because its events do not
 * reach us. Returns how many messages that were.
 */
export async function listen(listening: Listening): Promise<number> {
  const { ticks, forget } = await listening.takeTicks();
  const at = listening.now();
  const { kept, isAll } = await keep(ticks, listening);
  if (isAll) await forget();
  const silent = kept.flatMap(silentIn);
  const unheard = isAll ? nothingHeardSince(kept) : undefined;
  const checks = together(silent.filter(isLookedAt), () => '').map((places) => ({
    ...checkOf(places, 'silence', at),
    ...(isHeartbeatWanted(places[0]) && { heartbeat: true }),
  }));
  const asked = turnOf(checks, at);
  await listening.askIn(asked, 0);
  if (unheard) listening.tellUnheard(unheard);
  else listening.tellSilent(silent.length + (await unheardAmong(kept, listening)).length);
  return asked.length;
}

/**
 * The guarded places that tick and whose heartbeats are not heard: `status` calls those silent as well. Where no
 * trail logs, no beat can be heard, and `PlacesBlind` counts it.
 */
async function unheardAmong(
  tickings: readonly Ticking[],
  { beatsKept, coverageOf, now }: Listening,
): Promise<readonly WatchedPlace[]> {
  const unheard = unheardIn({ tickings, heartbeats: await beatsKept(), now: now() });
  if (unheard.length === 0) return [];
  const known = withLaterGuards(await coverageOf(unheard));
  const guarded = known.filter(({ coverage }) => coverage.kind === 'guarded').map(placeKey);
  const isGuarded = new Set(guarded);
  return unheard.filter((place) => isGuarded.has(placeKey(place)));
}

/**
 * Forgets the accounts that are active neither in this whole list of the organization nor in the one before it, so
 * that the rows stay as large as the organization. A row that another invocation has written meanwhile waits for the
 * next list.
 */
export async function forgetLeft(
  { ticksKept, keepTicks }: Pick<Listening, 'ticksKept' | 'keepTicks'>,
  listed: ReadonlySet<string>,
  listedFrom: string,
): Promise<void> {
  for (const before of await ticksKept()) {
    const after = withoutLeft(before, listed, listedFrom);
    if (after) await keepTicks(after, before);
  }
}

/** Two invocations that empty the queue at once get a part each. The newer tick stays, in either order of writing. */
async function keep(
  ticks: readonly Tick[],
  { now, ticksKept, keepTicks }: Listening,
): Promise<{ readonly kept: readonly Ticking[]; readonly isAll: boolean }> {
  const kept = new Map<string, Ticking>();
  let heard = new Map<string, readonly Tick[]>(
    grouped(ticks, ({ region, accountId }) => rowOf({ region, shard: accountId.slice(-1) })),
  );
  for (let tries = 0; tries < 3; tries += 1) {
    const before = new Map((await ticksKept()).map((one) => [rowOf(one), one]));
    // A row without a tick is written too: its time of reading says how late its ticks are.
    if (tries === 0) for (const row of before.keys()) heard.set(row, heard.get(row) ?? []);
    const lost = new Map<string, readonly Tick[]>();
    await Promise.all(
      [...heard].map(async ([row, some]) => {
        const [region = '', shard = ''] = row.split('#');
        const after = afterTicks(before.get(row) ?? { region, shard, last: {} }, some, now());
        if (await keepTicks(after, before.get(row))) kept.set(row, after);
        else lost.set(row, some);
      }),
    );
    if (lost.size === 0) return { kept: [...kept.values()], isAll: true };
    heard = lost;
  }
  return { kept: [...kept.values()], isAll: false };
}

const rowOf = ({ region, shard }: Pick<Ticking, 'region' | 'shard'>): string =>
  `${region}#${shard}`;

/** Asks for all these Regions of one account. */
export const checkOf = (
  [first, ...others]: readonly [WatchedPlace, ...WatchedPlace[]],
  by: string,
  at: Date,
): Check => ({
  id: `${by}/${first.accountId}/${first.region}/${at.toISOString()}`,
  ...{ accountId: first.accountId, region: first.region, by },
  ...(others.length > 0 && { also: others.map(({ region }) => region) }),
});

/**
 * As many looks in a minute as the responders can make beside their work. Where more places are silent, the bus is
 * the likely cause, and the same minute looks at it.
 */
const MOST = 100;

/**
 * The places of this minute, if all are too many for one. Each has its turn: the next minute goes on where this one
 * ends. A quarter of an hour later, when places that stay silent are asked for again, it begins at another one. 15 ×
 * 100 - 53 is a prime, so no number of places below it divides that step.
 */
export function turnOf(checks: readonly Check[], at: Date, inMinutes = 1): readonly Check[] {
  const most = Math.min(MOST, Math.ceil(checks.length / inMinutes));
  if (checks.length <= most) return checks;
  const minute = Math.floor(at.getTime() / 60_000);
  const first =
    (minute * most - (inMinutes > 1 ? 0 : Math.floor(minute / 15) * 53)) % checks.length;
  return [...checks.slice(first), ...checks.slice(0, first)].slice(0, most);
}
