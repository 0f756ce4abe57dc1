import type { Memory } from '../../shared/domain/memory';
import type { Obstacle } from '../../shared/domain/obstacle';
import { type Subject, subjectKey } from '../../shared/domain/subject';

/**
 * What is there and what ought to be there: a deleted trail is on the second list only. When the
 * first could not be read, the second is still looked at, and `missed` says that it was not all.
 */
export function subjectsToLookAt({
  region,
  memory,
  listed = [],
  missed,
}: {
  readonly region: string;
  readonly memory?: Memory;
  readonly listed?: readonly Subject[];
  readonly missed?: Obstacle;
}): { readonly subjects: readonly Subject[]; readonly missed?: Obstacle } {
  const remembered =
    memory?.kind === 'known'
      ? Object.values(memory.subjects).flatMap(({ baseline }) => baseline?.subject ?? [])
      : [];
  const bySubject = new Map<string, Subject>();
  for (const subject of [...listed, ...remembered.filter((known) => known.region === region)]) {
    bySubject.set(subjectKey(subject), subject);
  }
  return { subjects: [...bySubject.values()], ...(missed && { missed }) };
}
