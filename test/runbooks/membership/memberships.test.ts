import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { MembershipState } from '../../../shared/domain/membership';
import type { DependencyStep } from '../../../shared/domain/step';
import { runbooks } from '../../../shared/restore/runbooks/catalogue';
import { reopenRegion } from '../../../shared/restore/runbooks/membership/reopen-region';
import { restoreDelegatedAdministrators } from '../../../shared/restore/runbooks/membership/restore-delegated-administrators';
import { restoreTrustedAccess } from '../../../shared/restore/runbooks/membership/restore-trusted-access';
import { techniques } from '../../../shared/tampering/catalogue';
import { aFinding } from '../../builders/a-finding';
import {
  aMembershipBaseline,
  anAccountState,
  anOrganizationState,
  membershipSeen,
} from '../../builders/membership/a-membership';
import { afterMembershipStep } from './after-membership-step';

const callsOf = (steps: readonly { readonly call: string; readonly input: object }[]) =>
  steps.map(({ call, input }) => [call, ...Object.values(input)]);

test('restore-trusted-access: each service that lost its access gets it back, and no other', () => {
  const actual = 'member.org.stacksets.cloudformation.amazonaws.com';
  const found = aFinding('withdraw-trusted-access', { actual });
  const steps = restoreTrustedAccess.steps([found], aMembershipBaseline());
  expect(callsOf(steps)).toEqual([
    ['organizations:EnableAWSServiceAccess', 'cloudtrail.amazonaws.com'],
  ]);
  expect(steps).toMatchObject([{ accountId: '111122223333', region: 'us-east-1' }]);
});

test('restore-delegated-administrators: the foreign administrator is removed before the right one is registered', () => {
  const found = aFinding('change-delegated-administrator', { actual: '999988887777' });
  expect(callsOf(restoreDelegatedAdministrators.steps([found], aMembershipBaseline()))).toEqual([
    ['cloudtrail:DeregisterOrganizationDelegatedAdmin', '999988887777'],
    ['cloudtrail:RegisterOrganizationDelegatedAdmin', '222233334444'],
  ]);
});

test('reopen-region: the Regions that are closed are opened in the account itself', () => {
  const baseline = aMembershipBaseline(anAccountState('af-south-1', 'eu-south-1'));
  const found = aFinding('close-region', { actual: 'eu-south-1' });
  expect(reopenRegion.steps([found], baseline)).toMatchObject([
    {
      call: 'account:EnableRegion',
      accountId: '444455556666',
      region: 'us-east-1',
      input: { RegionName: 'af-south-1' },
    },
  ]);
});

test.each(runbooks.membership)('$id: no findings make no steps', (runbook) => {
  for (const state of [anOrganizationState(), anAccountState('af-south-1')]) {
    expect(runbook.steps([], aMembershipBaseline(state))).toEqual([]);
  }
});

test.each(runbooks.membership)(
  '$id: the same findings make the same steps every time',
  (runbook) => {
    const found = aFinding(String(runbook.undoes[0]), { actual: 'none' });
    for (const state of [anOrganizationState(), anAccountState('af-south-1')]) {
      const baseline = aMembershipBaseline(state);
      expect(runbook.steps([found, found], baseline)).toEqual(runbook.steps([found], baseline));
    }
  },
);

const some = (...names: readonly string[]) => fc.subarray([...names]);
const organization = fc.record(
  {
    kind: fc.constant('organization' as const),
    trustedAccess: some('cloudtrail.amazonaws.com', 'config.amazonaws.com'),
    administrators: some('222233334444', '444455556666', '999988887777'),
  },
  { requiredKeys: ['kind'] },
) as fc.Arbitrary<MembershipState>;
const account = some('af-south-1', 'eu-south-1').map((regions) => anAccountState(...regions));

test('memberships: everything that was taken is there again, and a second look finds nothing', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.tuple(organization, organization), fc.tuple(account, account)),
      ([is, must]) => {
        const after = stepsFor(is, must).reduce(afterMembershipStep, is);
        expect(stepsFor(after, must)).toEqual([]);
        expect(lost(after, must)).toEqual([]);
      },
    ),
    { numRuns: 100 },
  );
});

function stepsFor(is: MembershipState, must: MembershipState): readonly DependencyStep[] {
  const [seen, expected] = membershipSeen(is, must);
  const findings = techniques.membership.flatMap(({ detect }) => detect(seen, expected) ?? []);
  return runbooks.membership.flatMap((runbook) =>
    runbook.steps(
      findings.filter(({ technique }) => runbook.undoes.includes(technique)),
      expected.baseline,
    ),
  ) as readonly DependencyStep[];
}

/** Names of the baseline that are not there, of the parts that were read both times. */
const lost = (is: MembershipState, must: MembershipState): readonly unknown[] =>
  Object.entries(must).flatMap(([part, names]) => {
    const now = (is as unknown as Readonly<Record<string, unknown>>)[part];
    return Array.isArray(names) && Array.isArray(now)
      ? names.filter((name) => !now.includes(name))
      : [];
  });
