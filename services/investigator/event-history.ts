import type { HistoryEvent, ReadHistory } from '../../shared/aws/dark/event-history';
import type { DarkEvent, Span } from '../../shared/domain/dark';
import type { Place } from '../../shared/domain/place';
import { readEvent } from '../../shared/investigate/dark/read-event';
import { secondAfter, secondOf } from '../../shared/investigate/dark/spans';
import type { Investigator } from './investigator';

export interface Times {
  readonly now: Date;
  /** The time that Event history has and will not change any more. */
  readonly settled: Span;
  /** The time whose events may still arrive. */
  readonly unsettled: Span;
}

/**
 * [D] view-cloudtrail-events: Event history keeps 90 days. An hour less, so that nothing expires while it is read.
 */
const HISTORY_MS = 90 * 86_400_000 - 3_600_000;

export function historySpans(now: Date, delayMinutes: number): Times {
  const to = secondOf(now.getTime() - delayMinutes * 60_000 - 1_000);
  return {
    now,
    settled: { from: secondOf(now.getTime() - HISTORY_MS), to },
    unsettled: { from: secondAfter(to), to: secondOf(now) },
  };
}

/** Events of a place, newest first; at most so many pages where a look is enough. */
async function* history(
  page: ReadHistory,
  place: Place,
  { span, pages = Number.POSITIVE_INFINITY }: { readonly span: Span; readonly pages?: number },
): AsyncGenerator<HistoryEvent> {
  let next: string | undefined;
  for (let read = 0; read < pages; read += 1) {
    const answer = await page(place, span, next);
    yield* answer.events;
    next = answer.next;
    if (!next) return;
  }
}

/**
 * Events newest first, a whole second at a time: a second is known to be complete only once an older event is seen.
 * Reading can stop after any second and go on below it, without reading anything twice.
 */
async function* wholeSeconds<E extends { readonly at: string }>(
  events: AsyncIterable<E>,
): AsyncGenerator<{ readonly second: string; readonly events: readonly E[] }> {
  let second: string | undefined;
  let gathered: E[] = [];
  for await (const event of events) {
    const at = secondOf(event.at);
    if (second !== undefined && at < second) {
      yield { second, events: gathered };
      gathered = [];
    }
    second = second === undefined || at < second ? at : second;
    gathered.push(event);
  }
  if (second !== undefined) yield { second, events: gathered };
}

interface Wanted {
  readonly span: Span;
  readonly write: (line: string) => Promise<void>;
  /** Called after every second that was read, with the number of events so far. */
  readonly isEnough: (events: number) => boolean;
}

/**
 * Reads from the end of a span downwards until it is enough. Ends on a whole second, so the next reading begins
 * below it. Rejects when Event history does not answer; the caller then drops what was written by then.
 */
export async function readSpan(
  page: ReadHistory,
  place: Place,
  { span, write, isEnough }: Wanted,
): Promise<{ readonly read: Span; readonly events: readonly DarkEvent[] }> {
  const events: DarkEvent[] = [];
  for await (const whole of wholeSeconds(history(page, place, { span }))) {
    for (const event of whole.events) {
      await write(lineOf(event));
      events.push(readEvent(event, place));
    }
    if (isEnough(events.length)) return { read: { from: whole.second, to: span.to }, events };
  }
  return { read: span, events };
}

/** As AWS wrote it, on one line. */
const lineOf = ({ record }: HistoryEvent): string => record.replaceAll(/[\r\n]+\s*/g, ' ');

/**
 * A first glance at the time that CloudTrail may still be delivering, for the questions of the first minute. Its
 * result is only in the present report. A place that does not answer gives nothing; its obstacle is told when the
 * time is read in full.
 */
export async function earlyLook(
  { page, obstacleIn }: Pick<Investigator, 'page' | 'obstacleIn'>,
  place: Place,
  spans: readonly Span[],
): Promise<readonly DarkEvent[]> {
  const events: DarkEvent[] = [];
  const look = async (): Promise<void> => {
    for (const span of spans.toReversed()) {
      for await (const event of history(page, place, { span, pages: PAGES })) {
        events.push(readEvent(event, place));
      }
    }
  };
  await look().catch(obstacleIn);
  return events;
}

/** Two seconds a place, and four pages of fifty events. */
const PAGES = 4;
