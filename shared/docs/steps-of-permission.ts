import { guardRailCalls } from '../domain/guard-rail';
import { keyCalls } from '../domain/key';
import { logBucketCalls } from '../domain/log-bucket';
import { logGroupCalls } from '../domain/log-group';
import { membershipCalls } from '../domain/membership';
import { trailCalls } from '../domain/step';
import type { SubjectKind } from '../domain/subject';
import { topicCalls } from '../domain/topic';
import { wardenCalls } from '../domain/warden';
import { permissionOfCall } from './permission-of-call';

export interface NeedingStep {
  readonly kind: SubjectKind;
  /** `s3:DeleteBucketLifecycle` */
  readonly call: string;
}

const CALLS: Readonly<Record<SubjectKind, Readonly<Record<string, true>>>> = {
  trail: trailCalls,
  'log-bucket': logBucketCalls,
  key: keyCalls,
  'log-group': logGroupCalls,
  topic: topicCalls,
  membership: membershipCalls,
  'guard-rail': guardRailCalls,
  warden: wardenCalls,
};

const STEPS = Object.entries(CALLS).flatMap(([kind, calls]) =>
  Object.keys(calls).map((call) => ({ kind: kind as SubjectKind, call })),
);

/** The steps that a permission is there for; none when it is a read, or asked beside a step. */
export const stepsOfPermission = (permission: string): readonly NeedingStep[] =>
  STEPS.filter(({ call }) => permissionOfCall(call) === permission);
