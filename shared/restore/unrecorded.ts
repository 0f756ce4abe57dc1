import type { PartWindow } from '../domain/blind-in-part';
import { clockTime, firstSince } from '../domain/blind-window';
import type { Finding } from '../domain/finding';
import type { Mending, SubjectMemory } from '../domain/memory';
import type { SourcedTime } from '../domain/trail';

/** What deliveries found and put back, and have not written down: no event need have told of it, and no look shows it any more. */
export interface Unrecorded {
  /** Of deliveries that have ended: the next incident has to say it. */
  readonly lost: readonly Mending[];
  /** A delivery that may still be at work has a note. */
  readonly isAtWork: boolean;
}

export function unrecorded({ mending = [] }: SubjectMemory, now: string): Unrecorded {
  // A time that is yet to come was written by a wrong clock or by an intruder: it keeps nothing back.
  const isAtWork = ({ since, isLeft }: Mending): boolean =>
    !isLeft && Math.abs(Date.parse(now) - Date.parse(since)) < AT_WORK_MS;
  return { lost: mending.filter((one) => !isAtWork(one)), isAtWork: mending.some(isAtWork) };
}

/** An invocation of the responder ends after thirty seconds; its message comes again after sixty. */
const AT_WORK_MS = 45_000;

/** What a note says. A stop alone is in no note: the status of a trail tells of its last one. */
export const noted = (findings: readonly Finding[]): readonly Finding[] =>
  findings.filter(({ technique }) => technique !== 'stop-logging');

/**
 * Of lost notes, what the looks of now do not find as well, each once. A window that was open then ended with the first
 * start that is known since, at the latest with the last look.
 */
export function lateFindings(
  lost: readonly Mending[],
  found: readonly Finding[],
  ends: readonly (SourcedTime | undefined)[],
): readonly Finding[] {
  const keyOf = ({ technique, actual }: Finding): string => `${technique}\n${actual}`;
  const late = new Map<string, Finding>();
  const known = new Set(found.map(keyOf));
  for (const { since, found: some } of lost) {
    for (const { window, ...finding } of some) {
      if (known.has(keyOf(finding))) continue;
      const to = window && (window.to ?? firstSince(window.from.at, ends));
      const ended = window && { ...window, ...(to && { to }) };
      const isFirst = !late.has(keyOf(finding));
      if (isFirst)
        late.set(keyOf(finding), {
          ...finding,
          healed: true,
          seenAt: since,
          ...(ended && { window: ended }),
        });
    }
  }
  return [...late.values()];
}

/** What was lost or went elsewhere until we put it back: from when it was seen until a look no longer found it. */
export const lateParts = (late: readonly Finding[], until: string): readonly PartWindow[] =>
  late.flatMap(({ technique, part, partly: what, seenAt }) => {
    const [read = part] = part.split(/[.,]/);
    if (what === undefined || seenAt === undefined) return [];
    return { technique, part: read, what, from: clockTime(seenAt), to: clockTime(until) };
  });
