import type { Book } from '../../shared/aws/incidents/book';
import type { Memory } from '../../shared/domain/memory';
import type { Reconciliation } from '../../shared/domain/reconciliation';
import { type UnreadPlace, unreadIn, unreadKey } from '../../shared/domain/unread';

/** A place of which everything was read, by looks that began at this time. */
export interface SeenPlace {
  readonly accountId: string;
  readonly region: string;
  readonly at: string;
  /** A watch brought the looks, because something was wrong there. */
  readonly isWatched: boolean;
}

interface World {
  readonly book: Book;
  readonly recall: (accountId: string) => Promise<Memory>;
}

/** The kinds that are incidents. What passes by itself is none, and its message comes again. */
const LASTING = ['denied', 'rejected'] as const satisfies readonly UnreadPlace['kind'][];

/**
 * Opens one incident for each place and cause of looks that were not possible, and ends it where everything was looked
 * at. The memory of a place may be a minute old; for a watched place the table is asked. Throws when it could not be
 * written.
 */
export const noteUnreadWith =
  ({ book, recall }: World) =>
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
