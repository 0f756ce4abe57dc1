import type { EvidenceObject } from '../../shared/aws/dark/evidence-bucket';
import type { Place } from '../../shared/aws/member-access';
import type { DarkEvent, DarkFile, Span } from '../../shared/domain/dark';
import { openGzipLines } from './gzip-lines';
import type { Investigator } from './investigator';
import { readSpan } from './read-span';

export interface ReadSpan {
  /** What is covered now: the newest part of what was asked for, or all of it. */
  readonly span: Span;
  readonly events: readonly DarkEvent[];
  /** Absent when nothing happened. */
  readonly file?: DarkFile;
  readonly object?: EvidenceObject;
}

interface Wanted {
  readonly span: Span;
  /** Where in the evidence bucket its file belongs. */
  readonly folder: string;
}

/**
 * Reads from the end of a span downwards until a file is full, the time is over, or the span is. Ends on
 * a whole second, so the next file begins below it. Rejects when Event history does not answer.
 */
export async function readFile(
  { page, leftMs }: Pick<Investigator, 'page' | 'leftMs'>,
  place: Place,
  { span, folder }: Wanted,
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
/** What was read by then can still be written and noted. */
export const ENOUGH_FOR_A_FILE_MS = 30_000;

/** `2026-11-22T04:09:21Z` in a file name: `20261122T040921Z`. */
export const compact = (at: string): string => at.replaceAll(/[-:]/g, '');
