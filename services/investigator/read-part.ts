import type { ReadHistory } from '../../shared/aws/dark/event-history';
import type { Place } from '../../shared/aws/member-access';
import type { DarkEvent, Span } from '../../shared/domain/dark';
import type { Obstacle } from '../../shared/domain/obstacle';
import type { RoundOutcome } from '../../shared/investigate/dark/round';
import { subtract, unite } from '../../shared/investigate/dark/spans';
import { placeKey } from './investigator';
import { readSpan } from './read-span';

interface Wanted {
  readonly goal: readonly Span[];
  readonly covered: readonly Span[];
  readonly isEnough: (events: number) => boolean;
}

export interface Part {
  readonly outcome: RoundOutcome;
  readonly events: readonly DarkEvent[];
  readonly lines: readonly string[];
}

interface Reading {
  readonly page: ReadHistory;
  readonly obstacleIn: (error: unknown) => Obstacle;
}

/**
 * One of many places, newest first, until it is enough. Its lines are in memory until all of a span answered:
 * a page that fails must not leave the pages before it in a file, to be read again. Never rejects.
 */
export async function readPart(
  { page, obstacleIn }: Reading,
  place: Place,
  { goal, covered, isEnough }: Wanted,
): Promise<Part> {
  const key = placeKey(place);
  const events: DarkEvent[] = [];
  const lines: string[] = [];
  let known = covered;
  const part = (outcome: Pick<RoundOutcome, 'kind' | 'why'>): Part => ({
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
