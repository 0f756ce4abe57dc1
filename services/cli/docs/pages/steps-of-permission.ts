import { guardRailCalls } from '../../../../shared/domain/guard-rail';
import { keyCalls } from '../../../../shared/domain/key';
import { logBucketCalls } from '../../../../shared/domain/log-bucket';
import { logGroupCalls } from '../../../../shared/domain/log-group';
import { membershipCalls } from '../../../../shared/domain/membership';
import { trailCalls } from '../../../../shared/domain/step';
import type { SubjectKind } from '../../../../shared/domain/subject';
import { topicCalls } from '../../../../shared/domain/topic';
import { wardenCalls } from '../../../../shared/domain/warden';
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

/** The steps that a permission is there for; none for a read, and none for what AWS also needs beside a step. */
export const stepsOfPermission = (permission: string): readonly NeedingStep[] =>
  STEPS.filter(({ call }) => permissionOfCall(call) === permission);
