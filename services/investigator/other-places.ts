import type { Span } from '../../shared/domain/dark';
import type { DarkRound } from '../../shared/domain/dark-round';
import type { Missed } from '../../shared/investigate/dark/not-recoverable';
import {
  advance,
  isPast,
  missedIn,
  placesLeft,
  roundFor,
} from '../../shared/investigate/dark/round';
import { subtract } from '../../shared/investigate/dark/spans';
import { emptyTally } from '../../shared/investigate/dark/tally';
import type { Suspect } from '../../shared/investigate/dark/whose';
import type { Dark, Investigator } from './investigator';
import { type Batch, ENOUGH_FOR_A_PLACE_MS, readBatch } from './places-batch';

interface Wanted {
  readonly id: string;
  readonly dark: Dark;
  /** `account/Region`, sorted. */
  readonly keys: readonly string[];
  /** The spans that can be read of them. */
  readonly spans: readonly Span[];
  readonly suspect: Suspect;
}

export interface OthersRead {
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
  missedIn(open).map(({ key, why }) => {
    const [accountId = '', region = ''] = key.split('/');
    return { accountId, region, why };
  });
