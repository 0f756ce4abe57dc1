import type { DarkEvent, Span } from '../../shared/domain/dark';
import type { DarkRound } from '../../shared/domain/dark-round';
import type { Place } from '../../shared/domain/place';
import type { Missed } from '../../shared/investigate/dark/not-recoverable';
import {
  advance,
  coveredAt,
  isPast,
  missedIn,
  placesLeft,
  type RoundOutcome,
  roundFor,
} from '../../shared/investigate/dark/round';
import { subtract, unite } from '../../shared/investigate/dark/spans';
import { add, emptyTally, type Tally } from '../../shared/investigate/dark/tally';
import type { Suspect } from '../../shared/investigate/dark/whose';
import { ENOUGH_FOR_A_FILE_MS } from './actors-place';
import { readSpan } from './event-history';
import { openGzipLines } from './gzip-lines';
import { type Dark, type Investigator, placeKey } from './investigator';

interface Wanted {
  readonly id: string;
  readonly dark: Dark;
  /** `account/Region`, sorted. */
  readonly keys: readonly string[];
  /** The spans that can be read of them. */
  readonly spans: readonly Span[];
  readonly suspect: Suspect;
}

interface OthersRead {
  readonly dark: Dark;
  readonly left: boolean;
  readonly missed: readonly Missed[];
}

/**
 * Reads every other place that was blind, some hundreds in a file, and writes down after each file how far it came.
 * Rejects when the evidence cannot be kept, or when another investigator has taken over.
 */
export async function readOtherPlaces(
  investigator: Investigator,
  { id, dark, keys, spans, suspect }: Wanted,
): Promise<OthersRead> {
  let round = roundFor(dark.round, spans, keys);
  let current: Dark = { ...dark, round };
  let queue = placesLeft(round, keys);
  const mayGoOn = (): boolean => investigator.leftMs() > ENOUGH_FOR_A_PLACE_MS && !isFull(current);
  while (queue.length > 0 && mayGoOn()) {
    const asked = { round, keys: queue.slice(0, IN_A_FILE), suspect };
    const batch = await readBatch(investigator, { ...asked, tally: current.tally ?? emptyTally });
    round = advance(round, batch.outcomes);
    current = await kept(investigator, { id, batch, current: { ...current, round } });
    const left = batch.outcomes.filter(({ kind }) => kind === 'left').map(({ key }) => key);
    queue = [...left, ...queue.slice(batch.outcomes.length)];
  }
  const isDone = isPast(round, keys) && subtract(spans, round.goal).length === 0;
  return { dark: current, left: !isDone && !isFull(current), missed: missedOf(round) };
}

/** The item of the table has 400 KB, and a file 300 bytes of them. */
export const isFull = ({ files }: Pick<Dark, 'files'>): boolean => files.length >= MOST_FILES;

const MOST_FILES = 700;
const IN_A_FILE = 500;

interface Kept {
  readonly id: string;
  readonly batch: Batch;
  readonly current: Dark;
}

/** The file is in the bucket before anything in it counts. */
async function kept(
  { put, save }: Pick<Investigator, 'put' | 'save'>,
  { id, batch, current }: Kept,
): Promise<Dark> {
  const { body, sha256, events, tally } = batch;
  const { round, files } = current;
  const [first, last] = [round?.goal[0], round?.goal.at(-1)];
  if (!first || !last) return current;
  const number = String(files.length).padStart(4, '0');
  const key = `${id}/organization/${number}-${sha256.slice(0, 16)}.jsonl.gz`;
  const file = { from: first.from, to: last.to, key, sha256, bytes: body.length, events };
  if (events > 0) await put({ key, body, sha256, contentType: 'application/gzip' });
  const grown = { ...current, tally, files: events > 0 ? [...files, file] : files };
  if (!(await save(id, grown))) throw new Error('Another invocation has taken the reading over.');
  return grown;
}

const missedOf = ({ open }: DarkRound): readonly Missed[] =>
  missedIn(open).map(({ key, why }) => ({ ...placeIn(key), why }));

interface WantedBatch {
  readonly round: DarkRound;
  /** In the order of reading. */
  readonly keys: readonly string[];
  readonly tally: Tally;
  readonly suspect: Suspect;
}

interface Batch {
  /** Among the places that were begun: the first keys, without a gap. */
  readonly outcomes: readonly RoundOutcome[];
  readonly tally: Tally;
  readonly events: number;
  readonly body: Uint8Array;
  readonly sha256: string;
}

/** Many places share one file: each place has its own quota, and a file for each would be thousands. */
async function readBatch(
  investigator: Investigator,
  { round, keys, tally: before, suspect }: WantedBatch,
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
const ENOUGH_FOR_A_PLACE_MS = 100_000;
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

/**
 * Reads one of many places, newest first, until it is enough. Its lines stay in memory until the whole span was
 * answered: a page that fails must not leave the pages before it in a file, because they are read again. Never
 * rejects.
 */
async function readOnePlace(
  { page, obstacleIn }: Pick<Investigator, 'page' | 'obstacleIn'>,
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
