import type { Obstacle } from './obstacle';
import type { StateBySubject, Subject, SubjectKind } from './subject';
import type { SourcedTime } from './trail';

/** The result of reading a subject now. Not knowing is a kind of its own and never means fine. */
export type Observation<K extends SubjectKind = SubjectKind> =
  | Present<K>
  | {
      readonly kind: 'absent';
      readonly subject: Subject<K>;
      readonly observedAt: string;
      /** When it was deleted, by an event's time; the account itself does not know. */
      readonly goneAt?: SourcedTime;
    }
  | {
      readonly kind: 'unreachable';
      readonly subject: Subject<K>;
      readonly observedAt: string;
      readonly why: Obstacle;
    };

export interface Present<K extends SubjectKind = SubjectKind> {
  readonly kind: 'present';
  readonly subject: Subject<K>;
  readonly observedAt: string;
  readonly state: StateBySubject[K];
  /** When the one before it was deleted, by an event's time: this one was made since, before our look. */
  readonly goneAt?: SourcedTime;
}

/** An observation that a technique may judge: it says something. */
export type Known<K extends SubjectKind = SubjectKind> = Exclude<
  Observation<K>,
  { kind: 'unreachable' }
>;

/** Is it of this kind? The observation has its subject's kind. */
export const isSeenOf = <K extends SubjectKind>(
  observation: Observation,
  kind: K,
): observation is Observation<K> => observation.subject.kind === kind;
