import { classify, hasCode } from '../../../shared/aws/classify';
import { type Read, read, unread } from '../../../shared/domain/login';
import { describeObstacle } from '../../../shared/domain/obstacle';
import { isClosed } from './read-or';

/**
 * A source of the research, or why it is not had. A Region may not have the service, so no answer is an answer here too;
 * what was throttled fails the state, which is done again.
 */
export async function sourceOr<T>(ask: () => Promise<Read<T>>): Promise<Read<T>> {
  try {
    return await ask();
  } catch (error) {
    const obstacle = classify(error);
    if (obstacle.kind === 'throttled' || obstacle.kind === 'conflict') throw error;
    return unread(isClosed(error) ? 'its account did not opt in' : describeObstacle(obstacle));
  }
}

/** The same of a log group that may have been deleted since it was set up. */
export const orGone = <T>(gone: string, ask: () => Promise<T>): Promise<Read<T>> =>
  sourceOr(async () => {
    try {
      return read(await ask());
    } catch (error) {
      if (hasCode(error, 'ResourceNotFoundException')) return unread(gone);
      throw error;
    }
  });
