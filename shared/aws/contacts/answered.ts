import type { Answer } from '../../domain/contact';
import { classify, hasCode } from '../classify';

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
