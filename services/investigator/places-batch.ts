import type { ReadHistory } from '../../shared/aws/dark/event-history';
import type { DarkEvent, Span } from '../../shared/domain/dark';
import type { DarkRound } from '../../shared/domain/dark-round';
import type { Obstacle } from '../../shared/domain/obstacle';
import type { Place } from '../../shared/domain/place';
import { coveredAt, type RoundOutcome } from '../../shared/investigate/dark/round';
import { subtract, unite } from '../../shared/investigate/dark/spans';
import { add, type Tally } from '../../shared/investigate/dark/tally';
import type { Suspect } from '../../shared/investigate/dark/whose';
import { ENOUGH_FOR_A_FILE_MS } from './actors-place';
import { readSpan } from './event-history';
import { openGzipLines } from './gzip-lines';
import { type Investigator, placeKey } from './investigator';

interface Wanted {
  readonly round: DarkRound;
  /** In the order of reading. */
  readonly keys: readonly string[];
  readonly tally: Tally;
  readonly suspect: Suspect;
}

export interface Batch {
  /** Among the places that were begun: the first keys, without a gap. */
  readonly outcomes: readonly RoundOutcome[];
  readonly tally: Tally;
  readonly events: number;
  readonly body: Uint8Array;
  readonly sha256: string;
}

/** Many places share one file: each place has its own quota, and a file for each would be thousands. */
export async function readBatch(
  investigator: Investigator,
  { round, keys, tally: before, suspect }: Wanted,
): Promise<Batch> {
  const { leftMs } = investigator;
  const file = openGzipLines();
  const outcomes: RoundOutcome[] = [];
  let tally = before;
  let events = 0;
  let begun = 0;
  let written: Promise<void> = Promise.resolve();
  const mayGoOn = (ms: number): boolean => events < FULL && leftMs() > ms;
  const keep = ({ outcome, events: found, lines }: PlaceRead): Promise<void> => {
    outcomes.push(outcome);
    if (found.length > 0) tally = add(tally, found, suspect);
    events += found.length;
    written = written.then(async () => {
      for (const line of lines) await file.write(line);
    });
    return written;
  };
  const reader = async (): Promise<void> => {
    while (mayGoOn(ENOUGH_FOR_A_PLACE_MS)) {
      const key = keys[begun++];
      if (key === undefined) return;
      const covered = coveredAt(round, key);
      const isEnough = (read: number): boolean =>
        read >= OF_A_PLACE || !mayGoOn(ENOUGH_FOR_A_FILE_MS);
      await keep(
        await readOnePlace(investigator, placeIn(key), { goal: round.goal, covered, isEnough }),
      );
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, reader));
  return { outcomes, tally, events, ...(await file.close()) };
}

/** A place that is throttled takes a minute to say so, and a batch that is cut off is read again. */
export const ENOUGH_FOR_A_PLACE_MS = 100_000;
/** Each place is an AssumeRole and two pages at once. */
const AT_ONCE = 20;
/** Twenty seconds of its quota: one busy place must not hold up hundreds of quiet ones. */
const OF_A_PLACE = 2_000;
const FULL = 50_000;

function placeIn(key: string): Place {
  const [accountId = '', region = ''] = key.split('/');
  return { accountId, region };
}

interface WantedOfPlace {
  readonly goal: readonly Span[];
  readonly covered: readonly Span[];
  readonly isEnough: (events: number) => boolean;
}

interface PlaceRead {
  readonly outcome: RoundOutcome;
  readonly events: readonly DarkEvent[];
  readonly lines: readonly string[];
}

interface Reading {
  readonly page: ReadHistory;
  readonly obstacleIn: (error: unknown) => Obstacle;
}

/**
 * Reads one of many places, newest first, until it is enough. Its lines stay in memory until the whole span was
 * answered: a page that fails must not leave the pages before it in a file, because they are read again. Never
 * rejects.
 */
async function readOnePlace(
  { page, obstacleIn }: Reading,
  place: Place,
  { goal, covered, isEnough }: WantedOfPlace,
): Promise<PlaceRead> {
  const key = placeKey(place);
  const events: DarkEvent[] = [];
  const lines: string[] = [];
  let known = covered;
  const part = (outcome: Pick<RoundOutcome, 'kind' | 'why'>): PlaceRead => ({
    outcome: { key, covered: known, ...outcome },
    events,
    lines,
  });
  for (const span of subtract(goal, covered).toReversed()) {
    const written: string[] = [];
    const found = await readSpan(page, place, {
      span,
      write: async (line) => void written.push(line),
      isEnough: (read) => isEnough(events.length + read),
    }).catch(obstacleIn);
    if ('kind' in found) return part({ kind: 'missed', why: found });
    events.push(...found.events);
    lines.push(...written);
    known = unite([...known, found.read]);
    if (found.read.from > span.from) return part({ kind: 'left' });
  }
  return part({ kind: 'read' });
}
