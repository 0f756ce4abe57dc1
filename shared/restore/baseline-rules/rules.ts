import type { StateBySubject, SubjectKind } from '../../domain/subject';

/** Which states of one kind of subject may become a baseline unasked. */
export interface Rules<K extends SubjectKind> {
  /** Why this state may not become a baseline on first sight; nothing when it may. */
  readonly unfit: (state: StateBySubject[K]) => string | undefined;
  /** What the subject must have been, when all we know is that a caller has just tampered with it. */
  readonly presumed: (state: StateBySubject[K]) => StateBySubject[K] | undefined;
  /** Without a baseline nothing is judged of it: its owner did not ask for it. Absent: all of the kind are guarded. */
  readonly isLeftAlone?: (state: StateBySubject[K]) => boolean;
}
