import type { TrailArn, TrailPart, TrailState } from './trail';

/**
 * What is read of each kind of subject. A kind exists once it has a state here, an observer, and at
 * least one technique; the words for the kinds to come are in docs and design.md.
 */
export interface StateBySubject {
  readonly trail: TrailState;
}

/** The parts of each state that cost a read of their own. */
export interface PartBySubject {
  readonly trail: TrailPart;
}

export type SubjectKind = keyof StateBySubject;

/** Which of them a look needs. */
export type Parts = ReadonlySet<PartBySubject[SubjectKind]>;

/** Something CloudTrail needs to be true. `accountId` and `region` are where it lives and is written. */
export interface Subject<K extends SubjectKind = SubjectKind> {
  readonly kind: K;
  readonly accountId: string;
  readonly region: string;
  /** Its ARN. */
  readonly id: string;
}

/** One text per subject, used in every key of the table. */
export const subjectKey = (subject: Subject): string => `${subject.kind}#${subject.id}`;

/** A trail lives in its ARN's account and home Region, wherever it was seen (shadow trails). */
export const trailSubject = (arn: TrailArn): Subject<'trail'> => ({
  kind: 'trail',
  accountId: arn.accountId,
  region: arn.region,
  id: arn.arn,
});
