import type { Answer } from '../../domain/contact';
import { Recent } from '../connection';

/**
 * Remembers answers for a while, because fifty incidents at once concern few people. An obstacle is forgotten at
 * once, so that the next incident asks again.
 */
export function askOnce<Q, T>(
  ask: (question: Q) => Promise<Answer<T>>,
  { keepMs = 15 * 60_000, now = Date.now }: { keepMs?: number; now?: () => number } = {},
): (question: Q) => Promise<Answer<T>> {
  const kept = new Recent<{ readonly answer: Promise<Answer<T>>; readonly until: number }>(1_000);
  return (question) => {
    const key = JSON.stringify(question);
    const known = kept.get(key);
    if (known && known.until > now()) return known.answer;
    const answer = ask(question).then((given) => {
      if (given.kind === 'obstacle') kept.delete(key);
      return given;
    });
    kept.set(key, { answer, until: now() + keepMs });
    return answer;
  };
}
