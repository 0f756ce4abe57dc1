import { wantSweep } from '../../shared/aws/coverage/coverage';
import type { Book } from '../../shared/aws/incidents/hold-incident';
import type { Check } from '../../shared/aws/queue';
import type { Table } from '../../shared/aws/table/table';
import {
  advanceWatch,
  beginWatch,
  countCloseLook,
  endWatch,
  oweLook,
  rejoinWatch,
  wakeAtEnd,
  watchOf,
} from '../../shared/aws/watch/watches';
import { type DeliveryThresholds, deliveryKey } from '../../shared/domain/delivery';
import type { Log } from '../../shared/domain/log-entry';
import type { Memory } from '../../shared/domain/memory';
import type { Reconciliation } from '../../shared/domain/reconciliation';
import { isOfKind } from '../../shared/domain/subject';
import { type UnreadPlace, unreadIn, unreadKey } from '../../shared/domain/unread';
import type { Watch, WatchedPlace } from '../../shared/domain/watch';

interface World {
  readonly book: Book;
  readonly recall: (accountId: string) => Promise<Memory>;
  readonly thresholds: DeliveryThresholds;
  readonly log: Log;
}

/**
 * Writes down whether what a trail logs arrives, from what the look has read anyway. Only where nothing
 * was to be put back, so no restoration waits for it. Throws when it could not be written.
 */
export function noteDeliveryWith({
  book,
  recall,
  thresholds,
  log,
}: World): (look: Reconciliation) => Promise<void> {
  return async (look) => {
    const { subject, decision, observation } = look;
    if (!isOfKind(subject, 'trail') || decision.kind !== 'compliant') return;
    const [{ proveDelivery }, memory] = await Promise.all([
      import('../../shared/watch/delivery/prove-delivery'),
      recall(subject.accountId),
    ]);
    const proof = proveDelivery(look, memory, thresholds);
    if (!proof) return;
    const subjects = memory.kind === 'known' ? memory.subjects : {};
    const episodeOf = (row: string) => subjects[deliveryKey(row, subject)]?.episode;
    const { observedAt } = observation;
    const { recordDelivery } = await import('../../shared/aws/incidents/record-delivery');
    await recordDelivery(book, { trail: subject, proof, observedAt, episodeOf });
    const rows = proof.troubles.map(({ row }) => row);
    const { id: trail, accountId } = subject;
    if (rows.length > 0) log({ kind: 'delivery', trail, accountId, rows });
  };
}

/** A place of which everything was read, by looks that began at this time. */
export interface SeenPlace {
  readonly accountId: string;
  readonly region: string;
  readonly at: string;
  /** A watch brought the looks, because something was wrong there. */
  readonly isWatched: boolean;
}

/** The kinds that are incidents. What passes by itself is none, and its message comes again. */
const LASTING = ['denied', 'rejected'] as const satisfies readonly UnreadPlace['kind'][];

/**
 * Opens one incident for each place and cause of looks that were not possible, and ends it where everything was looked
 * at. The memory of a place may be a minute old; for a watched place the table is asked. Throws when it could not be
 * written.
 */
export const noteUnreadWith =
  ({ book, recall }: Pick<World, 'book' | 'recall'>) =>
  async (looks: readonly Reconciliation[], seen: readonly SeenPlace[]): Promise<void> => {
    const found = unreadIn(looks);
    if (found.length === 0 && seen.length === 0) return;
    const load = () => import('../../shared/aws/incidents/record-unread');
    for (const { unread, ...place } of found)
      await (await load()).recordUnread(book, place, unread);
    for (const { accountId, region, at, isWatched } of seen) {
      const memory = isWatched ? undefined : await recall(accountId);
      const subjects = memory?.kind === 'known' ? memory.subjects : {};
      for (const kind of LASTING) {
        const place = { accountId, region, kind };
        const known = subjects[unreadKey(place)]?.episode;
        if (!isWatched && !isOpen(known)) continue;
        const { endUnread, episodeIn } = await load();
        const episode = isWatched ? await episodeIn(book, place) : known;
        if (episode && isOpen(episode)) await endUnread(book, place, { episode, at });
      }
    }
  };

const isOpen = (episode: { readonly state: string } | undefined): boolean =>
  episode !== undefined && episode.state !== 'restored';

/** The rows of watched places, and the messages that carry their looks. All of it throws what AWS says. */
export interface Watching {
  /** For how long AWS may tell of nothing after a trail was started. */
  readonly deafMs: number;
  readonly regions: readonly string[];
  readonly of: (place: WatchedPlace) => Promise<Watch | undefined>;
  readonly begin: (watch: Watch) => Promise<boolean>;
  /** Without `after` the series ends. */
  readonly advance: (before: Watch, after: Watch | undefined, at: string) => Promise<boolean>;
  readonly owe: (watch: Watch, at: string) => Promise<Watch | undefined>;
  readonly wake: (watch: Watch, wakeAt: string) => Promise<void>;
  /** Counts a look at the close pace; false where the minute has as many as it takes. */
  readonly mayLookClosely: (accountId: string, at: string) => Promise<boolean>;
  /** The account that left then is heard again. */
  readonly rejoin: (accountId: string, departedAt: string) => Promise<void>;
  /** Ends all that is owed to the account, which left. */
  readonly leave: (watch: Watch) => Promise<void>;
  readonly sweepAt: (at: string) => Promise<void>;
  readonly ask: (checks: readonly Check[], delaySeconds: number) => Promise<void>;
}

interface WatchWorld extends Pick<Watching, 'deafMs' | 'regions' | 'leave' | 'ask'> {
  readonly table: Table;
}

export const watchWith = ({ table, ...world }: WatchWorld): Watching => ({
  ...world,
  of: (place) => watchOf(table, place),
  begin: (watch) => beginWatch(table, watch),
  advance: (before, after, at) =>
    after ? advanceWatch(table, before, after) : endWatch(table, before, at),
  owe: (watch, at) => oweLook(table, watch, at),
  wake: (watch, wakeAt) => wakeAtEnd(table, watch, wakeAt),
  mayLookClosely: (accountId, at) => countCloseLook(table, accountId, at),
  rejoin: async (accountId, departedAt) => {
    await Promise.all(
      world.regions.map((region) => rejoinWatch(table, { accountId, region }, departedAt)),
    );
  },
  sweepAt: (at) => wantSweep(table, at),
});
