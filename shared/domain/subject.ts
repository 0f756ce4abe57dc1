import type { BucketPart, BucketState } from './bucket';
import type { GuardRailPart, GuardRailState } from './guard-rail';
import type { KeyPart, KeyState } from './key';
import type { LogBucketPart, LogBucketState } from './log-bucket';
import type { LogGroupPart, LogGroupState } from './log-group';
import type { MembershipPart, MembershipState } from './membership';
import type { TopicPart, TopicState } from './topic';
import type { TrailArn, TrailPart, TrailState } from './trail';
import type { WardenPart, WardenState } from './warden';

/**
 * The state that is read for each kind of subject. A kind exists once it has a state here, an observer, and at least
 * one technique.
 */
export interface StateBySubject {
  readonly trail: TrailState;
  readonly 'log-bucket': LogBucketState;
  readonly bucket: BucketState;
  readonly key: KeyState;
  readonly 'log-group': LogGroupState;
  readonly topic: TopicState;
  readonly membership: MembershipState;
  readonly 'guard-rail': GuardRailState;
  readonly warden: WardenState;
}

/** The parts of each state that cost a read of their own. */
export interface PartBySubject {
  readonly trail: TrailPart;
  readonly 'log-bucket': LogBucketPart;
  readonly bucket: BucketPart;
  readonly key: KeyPart;
  readonly 'log-group': LogGroupPart;
  readonly topic: TopicPart;
  readonly membership: MembershipPart;
  readonly 'guard-rail': GuardRailPart;
  readonly warden: WardenPart;
}

export type SubjectKind = keyof StateBySubject;

/** The compiler keeps this list and the kinds equal. */
export const subjectKinds = Object.keys({
  trail: true,
  'log-bucket': true,
  bucket: true,
  key: true,
  'log-group': true,
  topic: true,
  membership: true,
  'guard-rail': true,
  warden: true,
} satisfies Record<SubjectKind, true>) as readonly SubjectKind[];

/** The kinds that a trail depends on: all but the trail itself. */
export type DependencyKind = Exclude<SubjectKind, 'trail'>;

/** The parts that a look needs. */
export type Parts = ReadonlySet<PartBySubject[SubjectKind]>;

/** Something that must be true for CloudTrail to log. `accountId` and `region` are where it lives and is written. */
export interface Subject<K extends SubjectKind = SubjectKind> {
  readonly kind: K;
  readonly accountId: string;
  readonly region: string;
  /** Its ARN. */
  readonly id: string;
}

/** One text per subject, used in every key of the table. */
export const subjectKey = (subject: Subject): string => `${subject.kind}#${subject.id}`;

export const isOfKind = <K extends SubjectKind>(subject: Subject, kind: K): subject is Subject<K> =>
  subject.kind === kind;

/** A trail lives in its ARN's account and home Region, wherever it was seen (shadow trails). */
export const trailSubject = (arn: TrailArn): Subject<'trail'> => ({
  kind: 'trail',
  accountId: arn.accountId,
  region: arn.region,
  id: arn.arn,
});
