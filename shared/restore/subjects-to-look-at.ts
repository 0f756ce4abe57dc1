import type { Memory } from '../domain/memory';
import type { Obstacle } from '../domain/obstacle';
import { type Subject, subjectKey } from '../domain/subject';

/**
 * What is there and what ought to be there: a deleted trail is on the second list only. When the
 * first could not be read, the second is still looked at, and `missed` says that it was not all.
 */
export function subjectsToLookAt({
  region,
  memory,
  listed = [],
  guarded = [],
  missed,
}: {
  readonly region: string;
  readonly memory?: Memory;
  readonly listed?: readonly Subject[];
  /** What is guarded here besides trails: there or not, it is to be there. */
  readonly guarded?: readonly Subject[];
  readonly missed?: Obstacle;
}): { readonly subjects: readonly Subject[]; readonly missed?: Obstacle } {
  const remembered =
    memory?.kind === 'known'
      ? Object.values(memory.subjects).flatMap(({ baseline }) => baseline?.subject ?? [])
      : [];
  const bySubject = new Map<string, Subject>();
  for (const subject of [
    ...listed,
    ...guarded,
    ...remembered.filter((known) => known.region === region),
  ]) {
    bySubject.set(subjectKey(subject), subject);
  }
  return { subjects: [...bySubject.values()], ...(missed && { missed }) };
}

/** Every trail of an account that is to be there. */
export const trailsIn = ({ subjects }: Extract<Memory, { kind: 'known' }>): readonly Subject[] =>
  Object.values(subjects)
    .flatMap(({ baseline }) => baseline?.subject ?? [])
    .filter(({ kind }) => kind === 'trail');
