import { isIncident } from '../../shared/domain/happening';
import type { Obstacle } from '../../shared/domain/obstacle';
import type { Reconciliation } from '../../shared/domain/reconciliation';
import type { EventSignal } from '../../shared/domain/signal';
import type { Blow, Watch, WatchedPlace } from '../../shared/domain/watch';
import { blowIn, isOurPartStruck, isUnheardIn } from '../../shared/watch/blows';
import { isLeft } from '../../shared/watch/is-left';
import { newestByPlace, together } from '../../shared/watch/places';
import { afterLook, begin, isDeparting, noLater, waitUntil } from '../../shared/watch/series';
import { watchCheck } from '../../shared/watch/watch-check';
import type { Watching } from './notes';

/** A look of a series that was made: everything of a place was looked at. */
export interface Watched {
  readonly watch: Watch;
  /** One for each subject; absent where a look could not be written down. */
  readonly looks: readonly (Reconciliation | undefined)[];
  /** Why its trails could not be listed; absent where they were. */
  readonly missed?: Obstacle | undefined;
}

interface Batch {
  readonly looks: readonly Reconciliation[];
  readonly watched: readonly Watched[];
  readonly now: () => Date;
}

/**
 * Where a part of ours was not what it must be: each such place is looked at in the same delivery, for what was
 * done there while nothing told of it.
 */
export const placesStruck = (
  looks: readonly Reconciliation[],
  { regions }: Pick<Watching, 'regions'>,
): readonly WatchedPlace[] =>
  newestByPlace(
    looks.filter(isOurPartStruck).flatMap((look) => blowIn(look) ?? []),
    regions,
  );

/**
 * After everything was put back: which places are looked at again, and when. The row is the truth; its
 * message is sent after it, and one that is lost is asked for anew by the sweeper's minute. Throws when
 * a row could not be written.
 */
export async function watchPlaces(
  { looks, watched, now }: Batch,
  watching: Watching,
): Promise<void> {
  const blows = looks.flatMap((look) => blowIn(look) ?? []);
  await sweepWhere(blows, watching, now());
  const rows = await hearAgain(looks, watching);
  const next: Watch[] = [];
  const struck = newestByPlace(blows, watching.regions);
  await Promise.all(
    struck.map(async (place) => {
      const before = await (rows.get(keyOf(place)) ?? watching.of(place));
      const at = now().toISOString();
      const { departedAt } = before ?? {};
      const watch = {
        ...noLater(begin(place, place, at), before, at),
        ...(departedAt && isDeparting({ departedAt }, at) && { departedAt }),
      };
      if (await watching.begin(watch)) next.push(watch);
    }),
  );
  const after = await Promise.all(watched.map((one) => goOn(one, watching, now)));
  next.push(...after.flatMap((watch) => watch ?? []));
  const isSeen = (place: WatchedPlace) => watched.some(({ watch }) => isSamePlace(watch, place));
  const others = looks.filter(({ subject }) => !isSeen(subject));
  for (const owed of await Promise.all(owedIn(others).map((look) => owe(look, watching, now())))) {
    if (owed) next.push(owed);
  }
  const told = await Promise.all(others.map((look) => whileExempt(look, watching, now())));
  next.push(...told.flatMap((watch) => watch ?? []));
  await askFor(next, watching, now());
}

type Rows = ReadonlyMap<string, Promise<Watch | undefined>>;

/**
 * Nothing is heard from an account that left: one that is heard later has come back. Returns the rows of the places
 * that were heard, but for those that it changed.
 */
async function hearAgain(looks: readonly Reconciliation[], watching: Watching): Promise<Rows> {
  const told = looks.flatMap(({ signals }) => signals.filter((one) => one.kind === 'event'));
  const newest = new Map<string, EventSignal>();
  for (const event of told) {
    if (event.eventTime > (newest.get(keyOf(event))?.eventTime ?? '')) {
      newest.set(keyOf(event), event);
    }
  }
  const rows = new Map([...newest].map(([key, event]) => [key, watching.of(event)]));
  const back = new Set<string>();
  const one = async ([key, event]: readonly [string, EventSignal]): Promise<void> => {
    const { departedAt } = (await rows.get(key)) ?? {};
    if (!departedAt || Date.parse(event.eventTime) < Date.parse(departedAt) + LEAVING_MS) return;
    await watching.rejoin(event.accountId, departedAt);
    back.add(event.accountId);
  };
  await Promise.all([...newest].map(one));
  return new Map([...rows].filter(([key]) => !back.has(key.split('/')[0] ?? '')));
}

const keyOf = ({ accountId, region }: WatchedPlace): string => `${accountId}/${region}`;

/** What was done in the seconds around its leaving may still be told. */
const LEAVING_MS = 60_000;

/** Through the central parts comes everything. An organization's trail covers it, and may be told of late. */
async function sweepWhere(
  blows: readonly Blow[],
  { deafMs, sweepAt }: Watching,
  now: Date,
): Promise<void> {
  const felt = new Set(blows.map(({ reach }) => reach));
  if (felt.has('everything')) await sweepAt(now.toISOString());
  if (felt.has('organization')) {
    await sweepAt(new Date(now.getTime() + deafMs + MARGIN_MS).toISOString());
  }
}

/** What happens in the last deaf second is there to be seen by then. */
const MARGIN_MS = 15_000;

/** Twice: the end of an exemption may have been planned in between. Nothing where this look was stale. */
async function goOn(
  { watch, looks, missed }: Watched,
  watching: Watching,
  now: () => Date,
): Promise<Watch | undefined> {
  if (watch.departedAt && !isDeparting(watch, now().toISOString()) && missed?.kind === 'denied') {
    // No session lives any more, and no look can see anything. Nothing else that a look met says so.
    await watching.leave({ ...watch, startedAt: now().toISOString() });
    return undefined;
  }
  const known = looks.filter((look) => look !== undefined);
  const isWhole = !missed && known.length === looks.length && !known.some(isLeft);
  const isMissed = missed !== undefined;
  const isUnheard = known.some((look) => isUnheardIn(watch.region, look));
  const endedAt = now().toISOString();
  const isClose = isUnheard || isDeparting(watch, endedAt);
  const isCrowded = isClose && !(await watching.mayLookClosely(watch.accountId, endedAt));
  let before: Watch | undefined = watch;
  for (let tries = 0; tries < 2 && before; tries += 1) {
    const at = now().toISOString();
    const wakeAt = endsOf(known, at)[0];
    const looked = { at, isWhole, isUnheard, isCrowded, isMissed, ...(wakeAt && { wakeAt }) };
    const after = afterLook(before, looked, watching.deafMs);
    if (await watching.advance(before, after, at)) return after;
    const there = await watching.of(watch);
    before = there?.startedAt === watch.startedAt && there.look === watch.look ? there : undefined;
  }
  return undefined;
}

/** When exemptions end that hide a difference, soonest first. */
const endsOf = (looks: readonly Reconciliation[], now: string): readonly string[] =>
  looks
    .flatMap(({ decision }) => (decision.kind === 'exempt' ? decision.until : []))
    .filter((until) => until > now)
    .sort();

/** One look a place; what is only waited out was never an incident, and its message comes again by itself. */
const owedIn = (looks: readonly Reconciliation[]): readonly Reconciliation[] => [
  ...new Map(
    looks
      .filter((look) => isLeft(look) && isIncident(look))
      .map((look) => [`${look.subject.accountId}/${look.subject.region}`, look] as const),
  ).values(),
];

async function owe(
  { subject, again = '' }: Reconciliation,
  watching: Watching,
  now: Date,
): Promise<Watch | undefined> {
  const at = now.toISOString();
  const watch = { ...begin(subject, { at, why: again }, at), owedSince: at };
  return watching.owe(watch, new Date(now.getTime() + 60_000).toISOString());
}

/**
 * Where an exemption leaves something as it is, the place is looked at when the exemption ends. After an event it is
 * looked at within seconds as well, or `status` would show the look of before until the next sweep.
 */
async function whileExempt(
  look: Reconciliation,
  watching: Watching,
  now: Date,
): Promise<Watch | undefined> {
  const at = now.toISOString();
  const [until] = endsOf([look], at);
  if (!until) return undefined;
  const watch = waitUntil(look.subject, until, at);
  await watching.wake(watch, until);
  if (!look.signals.some(({ kind }) => kind === 'event')) return undefined;
  const soon = new Date(now.getTime() + SOON_MS).toISOString();
  return watching.owe({ ...watch, nextAt: soon }, soon);
}

const SOON_MS = 5_000;

/** The message waits in the queue as long as a message may; what is later the sweeper's minute asks for. */
async function askFor(watches: readonly Watch[], { ask }: Watching, now: Date): Promise<void> {
  for (const group of together(
    watches,
    ({ startedAt, look, nextAt }) => `${startedAt} ${look} ${nextAt}`,
  )) {
    const [first] = group;
    const inSeconds = Math.max(0, Math.ceil((Date.parse(first.nextAt) - now.getTime()) / 1_000));
    if (inSeconds <= LONGEST_DELAY_S) await ask([watchCheck(group)], inSeconds);
  }
}

/** [D] API_SendMessage: DelaySeconds. */
const LONGEST_DELAY_S = 900;

const isSamePlace = (one: WatchedPlace, other: WatchedPlace): boolean =>
  keyOf(one) === keyOf(other);
