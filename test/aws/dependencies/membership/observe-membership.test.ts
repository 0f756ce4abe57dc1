import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { observeMembership } from '../../../../shared/aws/dependencies/observe-membership';
import { serviceClients } from '../../../../shared/aws/dependencies/service-clients';
import { takeDependencyStep } from '../../../../shared/aws/dependencies/take-dependency-step';
import { makeCall } from '../../../../shared/aws/make-call';
import type { Present } from '../../../../shared/domain/observation';
import { allParts } from '../../../../shared/domain/parts';
import type { DependencyStep } from '../../../../shared/domain/step';
import type { Subject } from '../../../../shared/domain/subject';
import type { Technique } from '../../../../shared/domain/technique';
import { membershipRules } from '../../../../shared/restore/baseline-rules/membership';
import { runbooks } from '../../../../shared/restore/runbooks/catalogue';
import { techniques } from '../../../../shared/tampering/catalogue';
import { at } from '../../../builders/at';
import {
  aMembershipBaseline,
  anAccount,
  anAccountState,
  anOrganization,
  anOrganizationState,
} from '../../../builders/membership/a-membership';
import {
  management,
  type OrganizationUnderTest,
  organizationUnderTest,
  payments,
} from '../../../sandbox/core/organization-under-test';

let organization: OrganizationUnderTest;
beforeEach(async () => {
  organization = await organizationUnderTest({ regions: ['us-east-1', 'af-south-1'] });
});
afterEach(() => organization.sandbox.close());

const connection = (accountId: string) => ({
  endpoint: organization.sandbox.endpoint,
  region: 'us-east-1',
  credentials: organization.sandbox.credentials(accountId),
});
const clients = (accountId: string) => serviceClients(connection(accountId));
const observe = (subject: Subject<'membership'>, parts = allParts('membership')) =>
  observeMembership(subject, parts, clients(subject.accountId), () => new Date(at(60)));

async function present(subject: Subject<'membership'>): Promise<Present<'membership'>> {
  const seen = await observe(subject);
  if (seen.kind !== 'present') throw new Error(`${subject.id} is ${JSON.stringify(seen)}`);
  return seen;
}

test('the organization is read with the guarded services and CloudTrail’s administrators', async () => {
  const { state } = await present(anOrganization());
  expect(state).toEqual(anOrganizationState());
  expect(membershipRules.unfit(state)).toBeUndefined();
});

test.each([
  ['account', anOrganization()],
  ['organizations', anAccount()],
] as const)('a look that needs no client for %s makes none', async (unused, subject) => {
  const all = clients(subject.accountId);
  const some = new Proxy(all, {
    get(target, name) {
      if (name === unused) throw new Error(`${unused} is not needed`);
      return Reflect.get(target, name);
    },
  });
  const seen = await observeMembership(subject, new Set(), some, () => new Date(at(60)));
  expect(seen.kind).toBe('present');
});

test('only the parts that are asked for are read', async () => {
  const seen = await observe(anOrganization(), new Set(['administrators'] as const));
  expect(seen).toMatchObject({ state: { kind: 'organization', administrators: ['222233334444'] } });
  expect(seen).not.toHaveProperty('state.trustedAccess');
  expect(await observe(anAccount(), new Set())).toMatchObject({ state: { kind: 'account' } });
});

test('an account is read with the opt-in Regions that are on', async () => {
  expect(await present(anAccount())).toMatchObject({ state: anAccountState('af-south-1') });
});

test('a member cannot read the organization’s ties: unreachable, never empty', async () => {
  const asMember = { ...anOrganization(), accountId: '555566667777' };
  expect(await observe(asMember)).toMatchObject({ kind: 'unreachable', why: { kind: 'denied' } });
});

test('the membership of an account without an organization is absent', async () => {
  organization.sandbox.world.organization.organization = undefined;
  expect(await observe(anOrganization())).toMatchObject({ kind: 'absent' });
});

test.each([
  ['withdraw-trusted-access', anOrganization()],
  ['change-delegated-administrator', anOrganization()],
  ['close-region', anAccount(payments)],
])('%s: what the drill breaks is found, and put back as it was', async (id, subject) => {
  const before = await present(subject);
  const technique = techniques.membership.find((one) => one.id === id);
  for (const call of technique?.drill(subject) ?? []) {
    await makeCall(call, connection(subject.accountId));
  }
  const after = await present(subject);
  expect(after.state).not.toEqual(before.state);
  for (const step of stepsOf(technique, before, after)) {
    expect(await takeDependencyStep(step, clients(subject.accountId))).toEqual({});
  }
  expect((await present(subject)).state).toEqual(before.state);
});

function stepsOf(
  technique: Technique<'membership'> | undefined,
  before: Present<'membership'>,
  after: Present<'membership'>,
): readonly DependencyStep[] {
  const baseline = { ...aMembershipBaseline(before.state), subject: before.subject };
  const finding = technique?.detect(after, { baseline, accountedUntil: at(0) });
  return runbooks.membership
    .filter(({ undoes }) => undoes.includes(technique?.id ?? ''))
    .flatMap((runbook) => runbook.steps(finding ? [finding] : [], baseline)) as DependencyStep[];
}

test('opening a Region that is closing is a conflict that is tried again', async () => {
  const subject = anAccount(payments);
  const before = await present(subject);
  organization.sandbox.world.account.regionChangeMilliseconds = 60_000;
  const [closeRegion] = techniques.membership.filter(({ id }) => id === 'close-region');
  for (const call of closeRegion?.drill(subject) ?? []) await makeCall(call, connection(payments));
  const [step] = stepsOf(closeRegion, before, await present(subject));
  expect(step && (await takeDependencyStep(step, clients(payments)))).toMatchObject({
    obstacle: { kind: 'conflict', call: 'account:EnableRegion' },
  });
});

test('the management account has its own Regions beside the ties of the organization', async () => {
  expect(await present(anAccount(management))).toMatchObject({
    state: anAccountState('af-south-1'),
  });
});
