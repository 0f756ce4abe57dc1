import { createHash } from 'node:crypto';
import { given } from '../../domain/given';
import { sentenceOf } from '../../domain/happening';
import type { IncidentState } from '../../domain/incident';
import { coveredUntil, type IncidentRecord } from '../../domain/incident-record';
import type { Episode } from '../../domain/memory';
import { SKEW_MS } from '../../domain/place-blow';
import type { Reconciliation } from '../../domain/reconciliation';
import { subjectKey } from '../../domain/subject';
import { withNews } from '../../domain/with-news';
import type { Seal } from '../baselines/sealed';
import { amend } from '../table/amend';
import {
  facetKey,
  incidentKey,
  ORGANIZATION,
  openedKey,
  readItem,
  type Table,
  update,
} from '../table/table';

/** The place of the one incident at a time that takes all news about something. */
export interface Slot {
  readonly key: { readonly pk: string; readonly sk: string };
  readonly subjectKey: string;
  /** The incident's state by now, not `open`: a look at the same moment must not find unfinished work. */
  readonly state: IncidentState;
  readonly at: string;
  /** Tells it from the other slots of the same subject; absent where there is one. */
  readonly hand?: string;
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

/**
 * Changes an incident, with a mark where people may have to hear of it, and with the rows of its new names before. An
 * incident that is given back as it was is left alone.
 */
export const amendIncident = <T extends IncidentRecord = IncidentRecord>(
  { table }: Pick<Book, 'table'>,
  id: string,
  change: (held: T | undefined) => T | undefined,
): Promise<T | undefined> =>
  amend<T>(
    table,
    incidentKey(id),
    (held) => {
      const next = change(held);
      return next === undefined || next === held ? next : (withNews(next, held) as T);
    },
    { before: (next, was) => writeFacets({ table }, next, was) },
  );

const FIRST = { kind: 'open', follows: false, priorBlows: 0 } as const;
const TRIES = 20;

/** The slot for a new incident; nothing when another responder took it first. */
async function claimSlot(
  table: Book['table'],
  { key, subjectKey, state, at, hand = '' }: Slot,
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
        incidentId: incidentId(`${subjectKey}${hand}`, at, previous),
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

interface Move extends Pick<Episode, 'state' | 'lastSeenAt' | 'accountedUntil'> {
  readonly id: string;
  readonly at: string;
}

/**
 * The slot follows its incident, unless a later look has moved it: its time of what is accounted for never goes
 * back.
 */
export async function moveSlot(
  { table }: Book,
  key: Slot['key'],
  { id, at, ...to }: Move,
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

type Head = Pick<
  IncidentRecord,
  'subjectKey' | 'subjectId' | 'accountId' | 'region' | 'severity' | 'sentence'
>;

/** A new incident, before anything is counted on it. */
export function beginning(
  head: Head & Partial<IncidentRecord>,
  { incidentId: id, openedAt, since, previous, follows, priorBlows }: Episode,
): IncidentRecord {
  return {
    id,
    organization: ORGANIZATION,
    openedAt,
    openedKey: openedKey(openedAt, id),
    lastSeenAt: openedAt,
    state: 'open',
    outcome: 'failed',
    acknowledged: false,
    events: 0,
    redeliveries: 0,
    blindMs: 0,
    ...given({ since, previous, follows, priorBlows }),
    ...head,
  };
}

/** The same, for what a look found. */
export function baseOf(reconciliation: Reconciliation, episode: Episode): IncidentRecord {
  const { subject, severity, announced, findings } = reconciliation;
  const wanted = findings.find((one) => one.wanted)?.wanted;
  return beginning(
    {
      subjectKey: subjectKey(subject),
      subjectId: subject.id,
      accountId: subject.accountId,
      region: subject.region,
      severity,
      sentence: sentenceOf(reconciliation),
      ...(announced && { announced }),
      ...(wanted && { wanted }),
    },
    episode,
  );
}

/**
 * `inc-20261121t204953-9f2c41`: sorts by time, and the same look at the same subject gives the same id. `after` is
 * the incident before it, where there is one.
 */
export function incidentId(subjectKey: string, openedAt: string, after = ''): string {
  const time = openedAt.slice(0, 19).replaceAll(/[-:]/g, '').toLowerCase();
  const digest = createHash('sha256').update(`${subjectKey} ${openedAt}${after}`).digest('hex');
  return `inc-${time}-${digest.slice(0, 6)}`;
}

type Named = Pick<
  IncidentRecord,
  'id' | 'openedKey' | 'subjectKey' | 'techniques' | 'actors' | 'acknowledged' | 'revision'
>;

/**
 * A row for each name that an incident is found by and may have several of. It names the incident and nothing
 * else, so it is written once, when the name is new. It is written before the incident itself, so that an invocation
 * that is killed in between leaves no incident that its name does not find. A row whose incident is not there is
 * passed over. A name that gave way on the incident still finds it.
 */
export async function writeFacets(
  { table }: Pick<Book, 'table'>,
  next: Named,
  was?: Named,
): Promise<void> {
  const known = new Set(was ? facetsOf(was) : []);
  const { id, openedKey } = next;
  const revision = (was?.revision ?? 0) + 1; // the revision of the write that follows
  await Promise.all(
    facetsOf(next)
      .filter((facet) => !known.has(facet))
      .map((facet) =>
        update(table, { key: facetKey(id, facet), set: { facet, openedKey, revision } }),
      ),
  );
}

const facetsOf = ({ subjectKey, techniques, actors, acknowledged }: Named): readonly string[] => [
  `SUBJECT#${subjectKey}`,
  ...[...(techniques ?? [])].map((technique) => `TECHNIQUE#${technique}`),
  ...[...(actors ?? [])].map((actor) => `ACTOR#${actor}`),
  ...(acknowledged ? [] : ['UNACKNOWLEDGED']),
];

/** Where incidents are written, and by which rules. */
export interface Book {
  readonly table: Table;
  /** Tampering after a quiet time of this length opens a new incident; earlier tampering joins the last one. */
  readonly quietMs: number;
  /** How many blows on one incident, told by events or found by looks, make it a fight that a person must end. */
  readonly escalateAfter: number;
  /** The seal for first captures; absent where nothing is sealed. */
  readonly seal?: Pick<Seal, 'sign'>;
  /** Names of the guarded log buckets: a trail into any other one is told as a reported row. */
  readonly buckets?: readonly string[];
}

export const bookRules = { quietMs: 60 * 60_000, escalateAfter: 5 } as const;
