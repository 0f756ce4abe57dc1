import {
  AttachPolicyCommand,
  CreatePolicyCommand,
  ListPoliciesCommand,
} from '@aws-sdk/client-organizations';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { observeGuardRail } from '../../../../shared/aws/dependencies/observe-guard-rail';
import { serviceClients } from '../../../../shared/aws/dependencies/service-clients';
import { takeDependencyStep } from '../../../../shared/aws/dependencies/take-dependency-step';
import { makeCall } from '../../../../shared/aws/make-call';
import type { Baseline } from '../../../../shared/domain/baseline';
import type { GuardRailState } from '../../../../shared/domain/guard-rail';
import type { Observation } from '../../../../shared/domain/observation';
import { allParts } from '../../../../shared/domain/parts';
import type { DependencyStep } from '../../../../shared/domain/step';
import type { Subject } from '../../../../shared/domain/subject';
import { decide } from '../../../../shared/restore/decide';
import { unfitToCapture } from '../../../../shared/restore/trust';
import { techniques } from '../../../../shared/tampering/catalogue';
import { at } from '../../../builders/at';
import {
  aGuardRail,
  aGuardRailBaseline,
  aGuardRailState,
} from '../../../builders/guard-rail/a-guard-rail';
import {
  management,
  type OrganizationUnderTest,
  organizationUnderTest,
  payments,
} from '../../../sandbox/core/organization-under-test';

let organization: OrganizationUnderTest;
let subject: Subject<'guard-rail'>;
beforeEach(async () => {
  organization = await organizationUnderTest();
  subject = aGuardRail(await createPolicy());
  for (const TargetId of ['r-ab12', payments]) {
    const PolicyId = subject.id.split('/').at(-1);
    await clients().organizations.send(new AttachPolicyCommand({ PolicyId, TargetId }));
  }
});
afterEach(() => organization.sandbox.close());

const connection = (accountId = management) => ({
  endpoint: organization.sandbox.endpoint,
  region: 'us-east-1',
  credentials: organization.sandbox.credentials(accountId),
});
const clients = (accountId = management) => serviceClients(connection(accountId));
const observe = (parts = allParts('guard-rail'), accountId = management) =>
  observeGuardRail(subject, parts, clients(accountId), () => new Date(at(60)));

async function createPolicy(): Promise<string> {
  const { name: Name, description: Description, content } = written;
  const { Policy } = await clients().organizations.send(
    new CreatePolicyCommand({
      Name,
      Description,
      Type: 'SERVICE_CONTROL_POLICY',
      Content: content,
    }),
  );
  return Policy?.PolicySummary?.Id ?? '';
}

/** Looks and takes the steps until a look finds nothing. */
async function putBack(baseline: Baseline<'guard-rail'>): Promise<readonly string[][]> {
  const rounds: string[][] = [];
  for (let steps = await stepsFor(baseline); steps.length > 0; steps = await stepsFor(baseline)) {
    for (const step of steps) expect(await takeDependencyStep(step, clients())).toEqual({});
    rounds.push(steps.map(({ call }) => call.replace('organizations:', '')));
  }
  return rounds;
}

async function stepsFor(baseline: Baseline<'guard-rail'>): Promise<readonly DependencyStep[]> {
  const seen = await observe();
  if (seen.kind === 'unreachable') throw new Error(JSON.stringify(seen.why));
  const why = { exemptions: [], events: [], now: at(60) };
  const decision = decide({ observation: seen, memory: { baseline }, ...why });
  return (decision.kind === 'restore' ? decision.steps : []) as readonly DependencyStep[];
}

async function drill(id: string): Promise<void> {
  const technique = techniques['guard-rail'].find((one) => one.id === id);
  for (const call of technique?.drill(subject) ?? []) await makeCall(call, connection());
}

const stateOf = (seen: Observation<'guard-rail'>) =>
  seen.kind === 'present' ? seen.state : undefined;
/** The text as a person wrote it, which must be put back exactly. */
const written: GuardRailState = {
  ...aGuardRailState(),
  content: JSON.stringify(JSON.parse(aGuardRailState().content), null, 2),
};
const baselineOf = () => ({ ...aGuardRailBaseline(), subject, state: written });

test('a guard-rail is read whole, with the exact text of its document', async () => {
  const state = stateOf(await observe());
  expect(state).toEqual(written);
  expect(
    state && unfitToCapture({ kind: 'present', subject, observedAt: at(60), state }),
  ).toBeUndefined();
});

test('only the parts that are asked for are read', async () => {
  const { targets, policyType, ...plain } = written;
  expect(stateOf(await observe(new Set()))).toEqual(plain);
  expect(stateOf(await observe(new Set(['targets'] as const)))).toEqual({ ...plain, targets });
});

test('a member cannot read a guard-rail: unreachable, never absent', async () => {
  expect(await observe(allParts('guard-rail'), payments)).toMatchObject({
    kind: 'unreachable',
    why: { kind: 'denied' },
  });
});

test.each([
  ['detach-guard-rail', [['AttachPolicy']]],
  ['rewrite-guard-rail', [['UpdatePolicy']]],
  ['turn-off-policy-type', [['EnablePolicyType', 'AttachPolicy', 'AttachPolicy']]],
])('%s: everything that the drill breaks is put back', async (id, rounds) => {
  await drill(id);
  expect(stateOf(await observe())).not.toEqual(written);
  expect(await putBack(baselineOf())).toEqual(rounds);
  expect(stateOf(await observe())).toEqual(written);
});

test('delete-guard-rail: one replacement is made, attached, and recognized by its mark', async () => {
  await makeCall(
    {
      call: 'organizations:DetachPolicy',
      region: 'us-east-1',
      input: { PolicyId: subject.id.split('/').at(-1), TargetId: payments },
    },
    connection(),
  );
  await drill('delete-guard-rail');
  expect(await observe()).toMatchObject({ kind: 'absent' });
  expect(await putBack(baselineOf())).toEqual([['CreatePolicy'], ['AttachPolicy', 'AttachPolicy']]);
  const state = stateOf(await observe());
  const { replacement, ...restored } = state ?? {};
  expect(restored).toEqual(written);
  expect(replacement).toMatch(/^p-/);
  expect(state && unfitToCapture({ kind: 'present', subject, observedAt: at(60), state })).toMatch(
    /stands in for it/,
  );
  const { Policies = [] } = await clients().organizations.send(
    new ListPoliciesCommand({ Filter: 'SERVICE_CONTROL_POLICY' }),
  );
  const made = Policies.filter(({ Description }) => Description?.includes('in place of'));
  expect(made).toMatchObject([{ Id: replacement, Name: 'keep-trails-on' }]);
});
