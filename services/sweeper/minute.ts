import type { Check } from '../../shared/aws/queue';
import { inTurn } from '../../shared/domain/in-turn';
import type { Watch, WatchedPlace } from '../../shared/domain/watch';
import { together } from '../../shared/watch/places';
import { watchCheck } from '../../shared/watch/watch-check';

/** What the minute needs of the world. */
export interface Minute {
  readonly now: () => Date;
  /** Where the bus, its rule and the queue are, through which every signal comes. */
  readonly home: WatchedPlace;
  /** Every watched place whose next look is due by then. */
  readonly due: (dueBy: string) => Promise<readonly Watch[]>;
  /** Asks for looks, so many seconds from now. Throws when any was not taken. */
  readonly askIn: (checks: readonly Check[], delaySeconds: number) => Promise<void>;
}

/**
 * Asks for every look that is overdue: its message was lost, set aside, or never sent. And for what is due
 * within the minute and has no message on its way: the end of an exemption, days after it was declared. A look that
 * is asked for twice is made once, since the row says which is next. Returns how many messages that were.
 *
 * And each time for our own parts at home: a deleted bus would have carried the event of its own deletion, and every
 * event after it, so nothing else would say that no signal arrives any more.
 */
export async function minute({ now, home, due, askIn }: Minute): Promise<number> {
  const at = now();
  await askIn([ownParts(home, at)], 0);
  const watches = await due(after(at, AHEAD_S));
  const overdue = watches.filter(({ nextAt }) => nextAt <= after(at, -LATE_S));
  const ends = watches.filter(
    ({ nextAt, wakeAt }) => nextAt === wakeAt && nextAt > after(at, -LATE_S),
  );
  const late = inTurn(checksOf(overdue), ({ accountId }) => accountId).slice(0, MOST);
  await askIn(late, 0);
  for (const watch of ends) {
    const inSeconds = Math.ceil((Date.parse(watch.nextAt) - at.getTime()) / 1_000);
    await askIn(checksOf([watch]), Math.max(0, inSeconds));
  }
  return late.length + ends.length;
}

const ownParts = (home: WatchedPlace, at: Date): Check => ({
  id: `minute/${at.toISOString()}`,
  ...home,
  by: 'minute',
  kinds: ['warden'],
});

/** A minute, and the delay of a schedule: a look that is asked for twice is made once. */
const AHEAD_S = 75;

/** A message that is so late is still on its way; AWS promises no second. */
const LATE_S = 15;

/** In one minute. The longest overdue of each account are first, so no account waits behind another. */
const MOST = 300;

const after = (at: Date, s: number): string => new Date(at.getTime() + s * 1_000).toISOString();

function checksOf(watches: readonly Watch[]): readonly Check[] {
  const oldestFirst = watches.toSorted((one, other) => one.nextAt.localeCompare(other.nextAt));
  return together(oldestFirst, ({ startedAt, look }) => `${startedAt} ${look}`).map(watchCheck);
}
