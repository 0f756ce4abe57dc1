import type { Baseline } from '../domain/baseline';
import { canonicalState } from '../domain/canonical-state';
import type { Present } from '../domain/observation';
import type { SubjectKind } from '../domain/subject';
import { guardRailRules } from './baseline-rules/guard-rail';
import { keyRules } from './baseline-rules/key';
import { logBucketRules } from './baseline-rules/log-bucket';
import { logGroupRules } from './baseline-rules/log-group';
import { membershipRules } from './baseline-rules/membership';
import type { Rules } from './baseline-rules/rules';
import { topicRules } from './baseline-rules/topic';
import { trailRules } from './baseline-rules/trail';
import { wardenRules } from './baseline-rules/warden';

/**
 * Which states may become a baseline unasked. A tampered state must never become a baseline by itself, and a subject
 * that was tampered with before its first capture must still be put back.
 */
const rules: { readonly [K in SubjectKind]: Rules<K> } = {
  trail: trailRules,
  'log-bucket': logBucketRules,
  key: keyRules,
  'log-group': logGroupRules,
  topic: topicRules,
  membership: membershipRules,
  'guard-rail': guardRailRules,
  warden: wardenRules,
};

export function unfitToCapture<K extends SubjectKind>(present: Present<K>): string | undefined {
  const { kind } = present.subject;
  return rules[kind].unfit(canonicalState(kind, present.state));
}

/** A baseline for one look only; it is never stored. */
export function presumeBaseline<K extends SubjectKind>(
  present: Present<K>,
): Baseline<K> | undefined {
  const { subject, observedAt } = present;
  const state = rules[subject.kind].presumed(present.state);
  return (
    state && {
      subject,
      version: 0,
      state,
      capturedAt: observedAt,
      capturedBy: 'trailwarden',
      why: 'presumed: tampered with before it was captured',
    }
  );
}
