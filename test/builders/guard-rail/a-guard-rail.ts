import type { Baseline } from '../../../shared/domain/baseline';
import { canonicalPolicy } from '../../../shared/domain/canonical-policy';
import type { GuardRailState } from '../../../shared/domain/guard-rail';
import type { Known } from '../../../shared/domain/observation';
import type { Subject } from '../../../shared/domain/subject';
import type { Expected } from '../../../shared/domain/technique';
import { at } from '../at';

export const aGuardRail = (policyId = 'p-examplepolicy1'): Subject<'guard-rail'> => ({
  kind: 'guard-rail',
  accountId: '111122223333',
  region: 'us-east-1',
  id: `arn:aws:organizations::111122223333:policy/o-a1b2c3d4e5/service_control_policy/${policyId}`,
});

export const denying = (...actions: readonly string[]): string =>
  canonicalPolicy(
    JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Deny', Action: actions, Resource: '*' }],
    }),
  );

/** A policy on the root and on one account that denies stopping trails. */
export const aGuardRailState = (different: Partial<GuardRailState> = {}): GuardRailState => ({
  name: 'keep-trails-on',
  description: 'Trails are not stopped or deleted',
  type: 'SERVICE_CONTROL_POLICY',
  content: denying('cloudtrail:StopLogging', 'cloudtrail:DeleteTrail'),
  targets: ['444455556666', 'r-ab12'],
  policyType: { rootId: 'r-ab12', enabled: true },
  ...different,
});

export const aGuardRailBaseline = (
  different: Partial<GuardRailState> = {},
): Baseline<'guard-rail'> => ({
  subject: aGuardRail(),
  version: 1,
  state: aGuardRailState(different),
  capturedAt: at(-3_600),
  capturedBy: 'trailwarden',
  why: 'first sight',
});

/** A guard-rail as it is now; gone when there is no state. */
export const guardRailSeen = (state: GuardRailState | undefined): Known<'guard-rail'> => {
  const subject = aGuardRail();
  const observedAt = at(60);
  return state
    ? { kind: 'present', subject, observedAt, state }
    : { kind: 'absent', subject, observedAt };
};

export const guardRailExpected = (
  different: Partial<GuardRailState> = {},
): Expected<'guard-rail'> => ({
  baseline: aGuardRailBaseline(different),
  accountedUntil: at(0),
});
