import { classify } from '../../../shared/aws/classify';
import { type Read, read, unread } from '../../../shared/domain/login';
import { describeObstacle } from '../../../shared/domain/obstacle';

/** What is good to know and not needed: a refusal is an answer. What may succeed in seconds fails the state, which is done again. */
export async function readOr<T>(ask: () => Promise<T>): Promise<Read<T>> {
  try {
    return read(await ask());
  } catch (error) {
    const obstacle = classify(error);
    if (obstacle.kind !== 'denied' && obstacle.kind !== 'rejected') throw error;
    return unread(isClosed(error) ? 'its account did not opt in' : describeObstacle(obstacle));
  }
}

/** The account has no such role, or it does not let us in: it did not opt in. */
export function isClosed(error: unknown): boolean {
  const { kind, call } = classify(error);
  return kind === 'denied' && call === 'sts:AssumeRole';
}
