import type { EvidenceObject } from '../../shared/aws/dark/evidence-bucket';
import type { DarkEvent, DarkFile, Span } from '../../shared/domain/dark';
import type { Obstacle } from '../../shared/domain/obstacle';
import type { Place } from '../../shared/domain/place';
import { secondBefore, subtract, unite } from '../../shared/investigate/dark/spans';
import { add, emptyTally } from '../../shared/investigate/dark/tally';
import type { Suspect } from '../../shared/investigate/dark/whose';
import { readSpan } from './event-history';
import { openGzipLines } from './gzip-lines';
import { type Dark, type Investigator, placeKey } from './investigator';

type PlaceOutcome =
  | { readonly kind: 'read' }
  | { readonly kind: 'left' } // out of time; what is left is not covered
  | { readonly kind: 'missed'; readonly why: Obstacle };

interface Wanted {
  readonly spans: readonly Span[];
  readonly covered: readonly Span[];
  readonly folder: string;
  /** Writes it down as covered and counted, before anything more is read. */
  readonly note: (read: ReadSpan) => Promise<void>;
}

/**
 * Reads the time of an account and Region that is wanted and not covered yet, newest first. A file is in the bucket
 * before its time counts as covered; an invocation that is killed between the two writes writes it again. Rejects
 * when the evidence cannot be kept, because then nothing was recovered.
 */
export async function readActorsPlace(
  investigator: Investigator,
  place: Place,
  { spans, covered, folder, note }: Wanted,
): Promise<PlaceOutcome> {
  for (const span of subtract(spans, covered).toReversed()) {
    let { to } = span;
    while (to >= span.from) {
      if (investigator.leftMs() <= ENOUGH_FOR_A_FILE_MS) return { kind: 'left' };
      const wanted = { span: { from: span.from, to }, folder };
      const read = await readFile(investigator, place, wanted).catch(investigator.obstacleIn);
      if ('kind' in read) return { kind: 'missed', why: read };
      if (read.object) await investigator.put(read.object);
      await note(read);
      to = secondBefore(read.span.from);
    }
  }
  return { kind: 'read' };
}

interface ReadSpan {
  /** The covered time: the newest part of the requested span, or all of it. */
  readonly span: Span;
  readonly events: readonly DarkEvent[];
  /** Absent when nothing happened. */
  readonly file?: DarkFile;
  readonly object?: EvidenceObject;
}

interface WantedFile {
  readonly span: Span;
  /** Where its file belongs in the evidence bucket. */
  readonly folder: string;
}

/**
 * Reads from the end of a span downwards until a file is full, the time is over, or the span is read. Ends on a
 * whole second, so the next file begins below it. Rejects when Event history does not answer.
 */
async function readFile(
  { page, leftMs }: Pick<Investigator, 'page' | 'leftMs'>,
  place: Place,
  { span, folder }: WantedFile,
): Promise<ReadSpan> {
  const lines = openGzipLines();
  const { read, events } = await readSpan(page, place, {
    span,
    write: lines.write,
    isEnough: (read) => read >= FULL || leftMs() <= ENOUGH_FOR_A_FILE_MS,
  });
  const { body, sha256 } = await lines.close();
  if (events.length === 0) return { span: read, events };
  const key = `${folder}/${compact(read.from)}-${compact(read.to)}.jsonl.gz`;
  const file = { ...place, ...read, key, sha256, bytes: body.length, events: events.length };
  return {
    span: read,
    events,
    file,
    object: { key, body, sha256, contentType: 'application/gzip' },
  };
}

/** Two hundred pages, which at two a second take a hundred seconds. */
const FULL = 10_000;
/** Events read by then can still be written and noted. */
export const ENOUGH_FOR_A_FILE_MS = 30_000;

/** `2026-11-22T04:09:21Z` in a file name: `20261122T040921Z`. */
const compact = (at: string): string => at.replaceAll(/[-:]/g, '');

export interface Progress {
  readonly now: () => Dark;
  /** Rejects when another investigator has taken the reading over: then our result must not be written. */
  readonly note: (place: Place, read: ReadSpan) => Promise<void>;
}

/** Places are read at the same time and written in turn: each write holds everything read until then. */
export function keepProgress(
  dark: Dark,
  { suspect, save }: { readonly suspect: Suspect; readonly save: (dark: Dark) => Promise<boolean> },
): Progress {
  let current = dark;
  let written: Promise<void> = Promise.resolve();
  const write = async (): Promise<void> => {
    if (!(await save(current))) throw new Error('Another invocation has taken the reading over.');
  };
  return {
    now: () => current,
    note: (place, read) => {
      current = grown(current, { place, read, suspect });
      written = written.then(write);
      return written;
    },
  };
}

interface Grown {
  readonly place: Place;
  readonly read: ReadSpan;
  readonly suspect: Suspect;
}

function grown(dark: Dark, { place, read, suspect }: Grown): Dark {
  const key = placeKey(place);
  return {
    ...dark,
    covered: { ...dark.covered, [key]: unite([...(dark.covered[key] ?? []), read.span]) },
    files: [...dark.files, ...(read.file ? [read.file] : [])],
    tally: add(dark.tally ?? emptyTally, read.events, suspect),
  };
}
