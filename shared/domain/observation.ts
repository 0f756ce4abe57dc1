import type { Obstacle } from './obstacle';
import type { StateBySubject, Subject, SubjectKind } from './subject';
import type { SourcedTime } from './trail';

/** What was read of a subject now. Not knowing is a kind of its own and never means fine. */
export type Observation<K extends SubjectKind = SubjectKind> =
  | Present<K>
  | {
      readonly kind: 'absent';
      readonly subject: Subject<K>;
      readonly observedAt: string;
      /** When an event says that it went; the account itself does not know. */
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
  /** When an event says that the one before it went: this one was made since, by a caller who was faster than we. */
  readonly goneAt?: SourcedTime;
}

/** What a technique may judge: an observation that says something. */
export type Known<K extends SubjectKind = SubjectKind> = Exclude<
  Observation<K>,
  { kind: 'unreachable' }
>;

/** Is it of this kind? What was seen is of its subject's kind. */
export const isSeenOf = <K extends SubjectKind>(
  observation: Observation,
  kind: K,
): observation is Observation<K> => observation.subject.kind === kind;
