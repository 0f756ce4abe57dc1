import type { HistoryEvent } from '../../shared/aws/dark/event-history';
import type { EvidenceObject } from '../../shared/aws/dark/evidence-bucket';
import type { Place } from '../../shared/aws/member-access';
import { readEvent } from '../../shared/dark/read-event';
import type { DarkEvent, DarkFile, Span } from '../../shared/domain/dark';
import { history } from './history';
import type { Investigator } from './investigator';
import { openLinesFile } from './lines-file';
import { wholeSeconds } from './whole-seconds';

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
  const lines = openLinesFile();
  const events: DarkEvent[] = [];
  let from = span.from;
  for await (const whole of wholeSeconds(history(page, place, { span }))) {
    for (const event of whole.events) {
      await lines.write(lineOf(event));
      events.push(readEvent(event, place));
    }
    if (events.length < FULL && leftMs() > ENOUGH_FOR_A_FILE_MS) continue;
    from = whole.second;
    break;
  }
  const read = { from, to: span.to };
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

/** As AWS wrote it, on one line. */
const lineOf = ({ record }: HistoryEvent): string => record.replaceAll(/[\r\n]+\s*/g, ' ');

/** `2026-11-22T04:09:21Z` in a file name: `20261122T040921Z`. */
const compact = (at: string): string => at.replaceAll(/[-:]/g, '');
