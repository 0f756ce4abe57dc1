import type { IncidentState } from '../../domain/incident';
import { coveredUntil, type IncidentRecord } from '../../domain/incident-record';
import type { Episode } from '../../domain/memory';
import { SKEW_MS } from '../../domain/place-blow';
import { withNews } from '../../domain/with-news';
import { amend, readItem } from '../table/amend';
import { incidentKey } from '../table/keys';
import type { Book } from './book';
import { incidentId } from './new-incident';
import { writeFacets } from './write-facets';

/** The place of the one incident at a time that takes all news about something. */
export interface Slot {
  readonly key: { readonly pk: string; readonly sk: string };
  readonly subjectKey: string;
  /** The incident's state by now, not `open`: a look at the same moment must not find unfinished work. */
  readonly state: IncidentState;
  readonly at: string;
}

/** What happens to the incident that holds a slot: it is written on, or the next one is opened. */
export type Account =
  | { readonly kind: 'write'; readonly record: IncidentRecord }
  | { readonly kind: 'open'; readonly follows: boolean; readonly priorBlows: number };

export interface Held {
  readonly episode: Episode;
  /** The episode as it is now. */
  readonly item: IncidentRecord;
}

/**
 * Writes on the incident that holds a slot, or opens the next, as `account` decides from the present state. It is
 * asked again whenever another responder wrote meanwhile. One item and a condition, so there is never a second
 * incident that takes the news.
 */
export async function holdIncident(
  { table }: Book,
  slot: Slot,
  account: (held: IncidentRecord | undefined, episode: Episode) => Account,
): Promise<Held> {
  const { key } = slot;
  let episode = await readItem<Episode>(table, key);
  let isNew = false;
  for (let lost = 0; lost < TRIES; lost += 1) {
    let next: Extract<Account, { kind: 'open' }> = FIRST;
    let last: IncidentRecord | undefined;
    if (episode) {
      const holding = episode;
      const item = await amend<IncidentRecord>(
        table,
        incidentKey(holding.incidentId),
        (held) => {
          const done = account(held, holding);
          last = held;
          if (done.kind === 'write') return withNews(done.record, held);
          next = done;
          return undefined;
        },
        {
          before: (record, was) => writeFacets({ table }, record, was),
          ...(isNew && { known: { item: undefined } }),
        },
      );
      if (item) return { episode: holding, item };
    }
    const claimed = await claimSlot(table, slot, { episode, last, next });
    isNew = claimed !== undefined;
    episode = claimed ?? (await readItem<Episode>(table, key));
  }
  throw new Error(`${key.sk} was taken by others ${TRIES} times in a row`);
}

const FIRST = { kind: 'open', follows: false, priorBlows: 0 } as const;
const TRIES = 20;

/** The slot for a new incident; nothing when another responder took it first. */
async function claimSlot(
  table: Book['table'],
  { key, subjectKey, state, at }: Slot,
  was: {
    readonly episode: Episode | undefined;
    readonly last: IncidentRecord | undefined;
    readonly next: Extract<Account, { kind: 'open' }>;
  },
): Promise<Episode | undefined> {
  const { episode, last, next } = was;
  let isFirst = true;
  return amend<Episode & { readonly kind: 'episode'; readonly subjectKey: string }>(
    table,
    key,
    () => {
      if (!isFirst) return undefined; // another responder wrote: ask again what is there
      isFirst = false;
      const { accountedUntil, incidentId: previous } = episode ?? {};
      return {
        kind: 'episode',
        subjectKey,
        incidentId: incidentId(subjectKey, at, previous),
        state,
        openedAt: at,
        lastSeenAt: at,
        ...(accountedUntil && { accountedUntil }),
        ...(previous && { previous, since: endOf(last) ?? episode?.lastSeenAt ?? at }),
        ...(previous && next.follows && { follows: previous }),
        ...(next.priorBlows > 0 && { priorBlows: next.priorBlows }),
      };
    },
    { known: { item: episode as never } },
  );
}

/**
 * Until when an incident accounts for events: until its answer, or until it was seen whole. It also accounts for an
 * event that was counted there and heard late, so that the next incident does not count it again.
 */
function endOf(last: IncidentRecord | undefined): string | undefined {
  if (last === undefined) return undefined;
  const answered = coveredUntil(last);
  if (answered !== undefined) return justAfter(answered);
  const { lastBlowAt } = last;
  return latest(last.observedAt ?? last.restoredAt, lastBlowAt && justAfter(lastBlowAt));
}

const justAfter = (at: string): string => new Date(Date.parse(at) + SKEW_MS + 1).toISOString();

/**
 * The slot follows its incident, unless a later look has moved it: its time of what is accounted for never goes
 * back.
 */
export async function moveSlot(
  { table }: Book,
  key: Slot['key'],
  {
    id,
    at,
    ...to
  }: {
    readonly id: string;
    readonly at: string;
    readonly state: IncidentState;
    readonly lastSeenAt: string;
    readonly accountedUntil?: string;
  },
): Promise<Episode | undefined> {
  return amend<Episode>(table, key, (slot) => {
    if (slot?.incidentId !== id) return undefined; // it belongs to a newer incident by now
    const isLater = at >= (slot.observedAt ?? '');
    const accountedUntil = latest(to.accountedUntil, slot.accountedUntil);
    return {
      ...slot,
      lastSeenAt: latest(to.lastSeenAt, slot.lastSeenAt) ?? slot.lastSeenAt,
      ...(isLater && { state: to.state, observedAt: at }),
      ...(accountedUntil !== undefined && { accountedUntil }),
    };
  });
}

const latest = (one: string | undefined, other: string | undefined): string | undefined =>
  [one, other]
    .filter((at) => at !== undefined)
    .sort()
    .at(-1);
