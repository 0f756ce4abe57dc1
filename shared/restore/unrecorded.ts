import type { Finding } from '../domain/finding';
import type { SubjectMemory } from '../domain/memory';

/** What earlier deliveries found and put back, and what of it they have written down. */
export interface Unrecorded {
  /** No event need have told of it, and no look shows it any more: the next incident has to say it. */
  readonly lost: readonly Finding[];
  /** The delivery that found it may still be at work, and write it down itself. */
  readonly young: readonly Finding[];
}

export function unrecorded({ mending, episode }: SubjectMemory, now: string): Unrecorded {
  const { since = '', found = [], untoldAt = since } = mending ?? {};
  const isTold = episode !== undefined && episode.lastSeenAt > untoldAt;
  const isAtWork = Date.parse(now) - Date.parse(since) < AT_WORK_MS;
  if (isAtWork) return { lost: [], young: found };
  return { lost: isTold ? [] : found.map((one) => ({ ...one, healed: true })), young: [] };
}

/** Each technique once, as the newer of the two has it. */
export const withNewer = (
  older: readonly Finding[],
  newer: readonly Finding[],
): readonly Finding[] => [
  ...older.filter(({ technique }) => !newer.some((one) => one.technique === technique)),
  ...newer,
];

/** An invocation of the responder ends after thirty seconds; its message comes again after sixty. */
const AT_WORK_MS = 45_000;
