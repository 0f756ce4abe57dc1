import type { Answer } from '../../domain/contact';
import { classify, hasCode } from '../classify';
import { Recent } from '../connection';

interface Asked<T> {
  /** The call, as IAM spells it. */
  readonly call: string;
  readonly ask: () => Promise<T | undefined>;
  /** The sentence where there is no answer. */
  readonly none: string;
  /** Codes with which AWS says that there is none. */
  readonly noneBy?: readonly string[];
}

/** AWS's answer, that there is none, or the obstacle; never rejects. */
export async function answered<T>({ call, ask, none, noneBy = [] }: Asked<T>): Promise<Answer<T>> {
  try {
    const value = await ask();
    return value === undefined ? { kind: 'nothing', why: none } : { kind: 'found', value };
  } catch (error) {
    return noneBy.some((code) => hasCode(error, code))
      ? { kind: 'nothing', why: none }
      : { kind: 'obstacle', why: classify(error, call) };
  }
}

/** Tags as IAM and Organizations give them. */
export const tagsFrom = (
  tags: readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[],
): Readonly<Record<string, string>> =>
  Object.fromEntries(tags.flatMap(({ Key, Value }) => (Key && Value ? [[Key, Value]] : [])));

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
