import { hasCode } from '../classify';

/** An answer; an empty one where AWS's code says that there is none. Rejects with any other error. */
export async function orNone<T>(answer: Promise<T>, none: string): Promise<Partial<T>> {
  try {
    return await answer;
  } catch (error) {
    if (hasCode(error, none)) return {};
    throw error;
  }
}
