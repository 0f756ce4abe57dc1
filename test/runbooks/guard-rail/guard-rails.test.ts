import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { GuardRailState } from '../../../shared/domain/guard-rail';
import type { DependencyStep } from '../../../shared/domain/step';
import { runbooks } from '../../../shared/restore/runbooks/catalogue';
import { techniques } from '../../../shared/tampering/catalogue';
import { aFinding } from '../../builders/a-finding';
import {
  aGuardRailBaseline,
  aGuardRailState,
  denying,
  guardRailExpected,
  guardRailSeen,
} from '../../builders/guard-rail/a-guard-rail';
import { afterGuardRailStep } from './after-guard-rail-step';

const must = aGuardRailState();
const off = { rootId: 'r-ab12', enabled: false };

/** Steps for what all techniques find; the state is absent when the policy is gone. */
function stepsFor(is: GuardRailState | undefined): readonly DependencyStep[] {
  const expected = guardRailExpected();
  const findings = techniques['guard-rail'].flatMap(
    ({ detect }) => detect(guardRailSeen(is), expected) ?? [],
  );
  return runbooks['guard-rail'].flatMap((runbook) =>
    runbook.steps(
      findings.filter(({ technique }) => runbook.undoes.includes(technique)),
      expected.baseline,
    ),
  ) as readonly DependencyStep[];
}

const told = (is: GuardRailState | undefined) =>
  stepsFor(is).map(({ call, input }) => [call.replace('organizations:', ''), input]);

test('attach-guard-rail: the policy is attached where it is missing, and nowhere else', () => {
  expect(told(aGuardRailState({ targets: ['444455556666'] }))).toEqual([
    ['AttachPolicy', { PolicyId: 'p-examplepolicy1', TargetId: 'r-ab12' }],
  ]);
});

test('restore-guard-rail: only the changed fields are written', () => {
  expect(told(aGuardRailState({ content: denying('s3:*') }))).toEqual([
    ['UpdatePolicy', { PolicyId: 'p-examplepolicy1', Content: must.content }],
  ]);
  expect(told(aGuardRailState({ name: 'old', description: '' }))).toEqual([
    [
      'UpdatePolicy',
      { PolicyId: 'p-examplepolicy1', Name: must.name, Description: must.description },
    ],
  ]);
});

test('turn-on-policy-type: the type is turned on before the policy is attached again', () => {
  expect(told(aGuardRailState({ targets: [], policyType: off }))).toEqual([
    ['EnablePolicyType', { RootId: 'r-ab12', PolicyType: 'SERVICE_CONTROL_POLICY' }],
    ['AttachPolicy', { PolicyId: 'p-examplepolicy1', TargetId: '444455556666' }],
    ['AttachPolicy', { PolicyId: 'p-examplepolicy1', TargetId: 'r-ab12' }],
  ]);
});

test('recreate-guard-rail: the new policy equals the old one, with a mark', () => {
  expect(told(undefined)).toEqual([
    [
      'CreatePolicy',
      {
        Name: 'keep-trails-on',
        Description: 'Trails are not stopped or deleted (in place of p-examplepolicy1)',
        Type: 'SERVICE_CONTROL_POLICY',
        Content: must.content,
      },
    ],
  ]);
});

test('guard-rails: a replacement is mended under its own id, and keeps its mark', () => {
  expect(told(aGuardRailState({ replacement: 'p-new', description: '', targets: [] }))).toEqual([
    [
      'UpdatePolicy',
      {
        PolicyId: 'p-new',
        Description: 'Trails are not stopped or deleted (in place of p-examplepolicy1)',
      },
    ],
    ['AttachPolicy', { PolicyId: 'p-new', TargetId: '444455556666' }],
    ['AttachPolicy', { PolicyId: 'p-new', TargetId: 'r-ab12' }],
  ]);
});

test.each(runbooks['guard-rail'])('$id: no findings make no steps', (runbook) => {
  expect(runbook.steps([], aGuardRailBaseline())).toEqual([]);
});

test.each(runbooks['guard-rail'])(
  '$id: the same findings make the same steps every time',
  (runbook) => {
    const found = aFinding(String(runbook.undoes[0]));
    const baseline = aGuardRailBaseline();
    expect(runbook.steps([found, found], baseline)).toEqual(runbook.steps([found], baseline));
  },
);

const tampered = fc.option(
  fc.record({
    name: fc.constantFrom(must.name, 'mallory'),
    description: fc.constantFrom(must.description, ''),
    type: fc.constant(must.type),
    content: fc.constantFrom(must.content, denying('s3:*')),
    targets: fc.subarray(['444455556666', 'r-ab12']),
    policyType: fc.record({ rootId: fc.constant('r-ab12'), enabled: fc.boolean() }),
  }),
  { nil: undefined, freq: 4 },
);

test('guard-rails: any change is undone within three looks, and the next look finds nothing', () => {
  fc.assert(
    fc.property(tampered, (seen) => {
      let is: GuardRailState | undefined =
        seen?.policyType.enabled === false ? { ...seen, targets: [] } : seen;
      for (let look = 0; look < 3; look += 1) {
        is = stepsFor(is).reduce<GuardRailState | undefined>(afterGuardRailStep, is);
      }
      expect(stepsFor(is)).toEqual([]);
      const { replacement, ...restored } = is ?? {};
      expect(restored).toEqual(must);
      expect(replacement).toBe(seen ? undefined : 'p-replacement');
    }),
    { numRuns: 100 },
  );
});
