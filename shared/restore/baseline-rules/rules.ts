import type { StateBySubject, SubjectKind } from '../../domain/subject';

/** What may be believed of a kind of subject without being told. */
export interface Rules<K extends SubjectKind> {
  /** Why this state may not become a baseline on first sight; nothing when it may. */
  readonly unfit: (state: StateBySubject[K]) => string | undefined;
  /** What it must have been, when the only thing known is that someone just tampered with it. */
  readonly presumed: (state: StateBySubject[K]) => StateBySubject[K] | undefined;
}
