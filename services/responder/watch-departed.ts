import { forgetUnreachable } from '../../shared/aws/coverage/coverage';
import type { Book } from '../../shared/aws/incidents/hold-incident';
import { endUnreadOfLeft } from '../../shared/aws/incidents/record-unread';
import { endLeft, type Left } from '../../shared/aws/watch/end-watches';
import { departWatch } from '../../shared/aws/watch/watches';
import { together } from '../../shared/watch/places';
import { beginDeparted } from '../../shared/watch/series';
import { watchCheck } from '../../shared/watch/watch-check';

interface Departed extends Left {
  /** It was closed: no call works there, and there is nothing to look at. */
  readonly isClosed?: boolean;
}

/**
 * An event tells that an account left. What could not be looked at before is no longer owed, and while our sessions in
 * it may live its places are looked at closely, since nothing is heard from it any more. Returns the first looks to ask
 * for. Done twice it changes nothing. Throws when the table cannot be read or written.
 */
export async function watchDeparted(
  book: Book,
  { isClosed, ...left }: Departed,
): Promise<readonly ReturnType<typeof watchCheck>[]> {
  if (isClosed) {
    await endLeft(book, left);
    return [];
  }
  const { accountId, leftAt, regions, now } = left;
  await endUnreadOfLeft(book, accountId, now);
  await forgetUnreachable(book.table, { accountId, leftAt, regions });
  const begun = await Promise.all(
    regions.map(async (region) => {
      const watch = beginDeparted({ accountId, region }, leftAt, now.toISOString());
      return watch && (await departWatch(book.table, watch)) ? [watch] : [];
    }),
  );
  return together(begun.flat(), ({ nextAt }) => nextAt).map(watchCheck);
}
