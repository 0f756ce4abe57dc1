import type { Place } from '../../shared/aws/member-access';
import type { DarkEvent, Span } from '../../shared/domain/dark';
import { readEvent } from '../../shared/investigate/dark/read-event';
import { history } from './history';
import type { Investigator } from './investigator';

/**
 * A first glance at time of which CloudTrail may still be delivering: what people want to know in the
 * first minute. It is kept nowhere and counted nowhere but in the report of now. A place that does not
 * answer gives nothing; its obstacle is told when the time is read in full.
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

/** Two seconds a place, and four times fifty events. */
const PAGES = 4;
