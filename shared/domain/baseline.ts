import type { StateBySubject, Subject, SubjectKind } from './subject';

/** What a subject must be: captured, versioned, changed only on purpose. */
export interface Baseline<K extends SubjectKind = SubjectKind> {
  readonly subject: Subject<K>;
  /** 1 for the first capture; each accepted change adds one. */
  readonly version: number;
  readonly state: StateBySubject[K];
  /** Its account's people no longer need it: from now on nothing of it is put back. */
  readonly retired?: true;
  readonly capturedAt: string;
  readonly capturedBy: string;
  readonly why: string;
}
