import type { HistoryEvent, ReadHistory } from '../../shared/aws/dark/event-history';
import type { Place } from '../../shared/aws/member-access';
import type { DarkEvent, Span } from '../../shared/domain/dark';
import { readEvent } from '../../shared/investigate/dark/read-event';
import { history } from './history';
import { wholeSeconds } from './whole-seconds';

interface Wanted {
  readonly span: Span;
  readonly write: (line: string) => Promise<void>;
  /** Asked after every second that was read, with the number of events so far. */
  readonly isEnough: (events: number) => boolean;
}

/**
 * Reads from the end of a span downwards until it is enough. Ends on a whole second, so one who goes on
 * begins below it. Rejects when Event history does not answer; what was written by then is to be thrown away.
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
