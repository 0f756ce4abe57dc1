import type { Baseline } from './baseline';
import type { Finding } from './finding';
import type { EventSignal } from './signal';
import type { Step } from './step';
import type { StateBySubject, SubjectKind } from './subject';

/** A named remedy: findings → steps, pure. The same findings always give the same steps. */
export interface Runbook<K extends SubjectKind = SubjectKind> {
  readonly id: string;
  readonly title: string;
  readonly subject: K;
  /** Ids of the techniques it undoes. */
  readonly undoes: readonly string[];
  steps(findings: readonly Finding[], baseline: Baseline<K>): readonly Step[];
  /**
   * For a remedy that makes its subject anew: the steps that are still owed while the subject exists again and is
   * not all that its baseline says. Techniques look for what is weaker, but a subject that was just made has to be
   * the same. There is no step for a part that was not read, and none for additions.
   */
  finish?(state: StateBySubject[K], baseline: Baseline<K>): readonly Step[];
  /**
   * One step that is safe in any state and needs no read. It is sent while the reads that will check it are still
   * under way; nothing when this signal is no reason for it.
   */
  reflex?(signal: EventSignal, baseline: Baseline<K>): Step | undefined;
}
