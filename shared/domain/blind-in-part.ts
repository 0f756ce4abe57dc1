import {
  atMostWindows,
  type BlindWindow,
  type ClosedWindow,
  clockTime,
  firstSince,
  isClosed,
  unite,
} from './blind-window';
import type { Observation } from './observation';
import type { SourcedTime } from './trail';

/** A time in which a trail logged on, while some of its records were lost or went elsewhere. */
export interface PartWindow extends BlindWindow {
  /** The technique that caused it. */
  readonly technique: string;
  /** What happened to those records, in words: `nothing of the member accounts was logged`. */
  readonly what: string;
  /** The part of the state that shows it: `selectors`. */
  readonly part: string;
}

/** The parts of a look that tell of such times. */
interface Seen {
  readonly observation: Observation;
  readonly blindInPart?: readonly PartWindow[];
}

/** An attacker chooses the text of a destination: where there is no room for it, the time is told without it. */
const room = { windows: 10, texts: 10 } as const;
const FURTHER = 'more of it was lost or went elsewhere';

/**
 * The times that are known after a look, oldest first. Each text is a union of its own. A time that lasts goes on
 * from its first moment. It ends when the look says so, or when a later look that read this part no longer shows it.
 * `lookedAt` is the time of the latest look that is written down.
 */
export function accountParts(
  known: readonly PartWindow[],
  { observation, blindInPart = [] }: Seen,
  lookedAt: string | undefined,
): readonly PartWindow[] {
  const texts = new Set(known.map(({ what }) => what));
  const seen = blindInPart.map((window) => {
    if (texts.size >= room.texts && !texts.has(window.what)) return { ...window, what: FURTHER };
    texts.add(window.what);
    return window;
  });
  return [...texts.add(FURTHER)]
    .flatMap((what) => {
      const isOne = (window: PartWindow) => window.what === what;
      return afterLook(known.filter(isOne), seen.filter(isOne), { observation, lookedAt });
    })
    .toSorted((one, other) => one.from.at.localeCompare(other.from.at));
}

/** The same for one text. */
function afterLook(
  known: readonly PartWindow[],
  seen: readonly PartWindow[],
  look: { readonly observation: Observation; readonly lookedAt: string | undefined },
): readonly PartWindow[] {
  const all = [...known, ...seen];
  const [like] = all;
  if (!like) return [];
  const since = firstSince(
    '',
    all.filter(lasts).map(({ from }) => from),
  );
  const end = since && endOf(since, { known, seen, ...look });
  const closed: readonly ClosedWindow[] = all.filter(isClosed);
  const ended = since && end ? [...closed, { from: since, to: end }] : closed;
  const { technique, what, part } = like;
  const windows: readonly BlindWindow[] = [
    ...atMostWindows(unite(ended), room.windows),
    ...(since && !end ? [{ from: since }] : []),
  ];
  return windows.map((window) => ({ technique, what, part, ...window }));
}

/** When the time that lasted since then ended; nothing while it lasts. */
function endOf(
  since: SourcedTime,
  {
    known,
    seen,
    observation,
    lookedAt,
  }: {
    readonly known: readonly PartWindow[];
    readonly seen: readonly PartWindow[];
    readonly observation: Observation;
    readonly lookedAt: string | undefined;
  },
): SourcedTime | undefined {
  const { observedAt } = observation;
  const isLater = lookedAt !== undefined && lookedAt > observedAt;
  if (seen.some(lasts)) {
    if (!isLater || known.some(lasts)) return undefined;
    // A later look is written down already: a time that does not last by its word had ended by then.
    const isIn = ({ from, to }: PartWindow) => to && from.at <= since.at && since.at <= to.at;
    return known.find(isIn)?.to ?? clockTime(lookedAt);
  }
  const told = firstSince(
    since.at,
    seen.map(({ to }) => to),
  );
  if (told) return told;
  const isRead = known.some(({ part }) => isReadIn(observation, part));
  return isRead && !isLater ? clockTime(observedAt) : undefined;
}

/** Does it last, as far as is known? */
export const lasts = ({ to }: BlindWindow): boolean => to === undefined;

/** Does this look tell of that part of the state? */
export const isReadIn = (observation: Observation, part: string): boolean =>
  observation.kind === 'absent' || (observation.kind === 'present' && part in observation.state);
