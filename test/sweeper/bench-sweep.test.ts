import { expect, test } from '@jest/globals';
import { monthlyFigures } from '../../services/cli/bench/sweep/monthly';
import { costsOf } from '../../services/cli/bench/sweep/prices';
import { withPagesOf } from '../../services/cli/bench/sweep/slice';
import { packageService } from '../../services/cli/local/package-service';
import { createLocalOrganization, startSandbox } from '../../services/sandbox';
import { allAccounts } from '../../shared/aws/coverage/account-pages';

test('a slice of an organization is listed in as many pages as the whole, some of them empty', async () => {
  const sandbox = await startSandbox();
  const organization = createLocalOrganization(sandbox, { accounts: 2 });
  sandbox.addService(withPagesOf(0.5));
  const listed = await allAccounts({
    endpoint: sandbox.endpoint,
    region: organization.homeRegion,
    credentials: sandbox.credentials(organization.managementAccountId),
  });
  expect(listed.map(({ id }) => id).sort()).toEqual(
    [
      organization.managementAccountId,
      organization.securityAccountId,
      organization.logArchiveAccountId,
      ...organization.memberAccountIds,
    ].sort(),
  );
  const pages = sandbox.world.feed.entries.filter(
    (entry) => entry.kind === 'call' && entry.action === 'ListAccounts',
  );
  expect(pages).toHaveLength(10);
  await sandbox.close();
});

test('a price is for so many, and the sum is of what was used', () => {
  expect(costsOf({ sqsRequest: 2_500_000, kmsCall: 20_000 }).map(({ total }) => total)).toEqual([
    1, 0.06,
  ]);
});

test('a month is the six sweeps of a slice as 1,000 accounts make them, and what is fixed', async () => {
  const { template } = await packageService();
  const nothing = {
    ...{ batches: 0, killed: 0, billedMs: 0 },
    cpuMs: 0,
    peakKb: 0,
    loggedBytes: 0,
  };
  const run = {
    ...{ startedAt: 0, endedAt: 0, accounts: ['1', '2'], regions: ['a', 'b'], known: [] },
    calls: new Map([['kms:GetPublicKey', 3]]),
    ...{
      throttled: new Map(),
      ofMembers: new Set<string>(),
      metrics: new Set(['Looks', 'Checks']),
    },
    ...{ sweeper: nothing, work: { ...nothing, batches: 5 }, units: { read: 0, written: 8 } },
  };
  const figures = monthlyFigures({ runs: [run, run], template, beatEvery: 10 });
  const cost = (name: string) => figures.find((one) => one.name.trim() === name)?.measured;
  // 8 units a sweep of 2 accounts: 8 × 500 × 730 = 2.92 million at $0.625.
  expect(cost('DynamoDB, write request units')).toBe('1.82');
  expect(cost('CloudWatch, custom metrics, in months')).toBe('0.60');
  // Every alarm, dashboard and key that is there by default.
  const countOf = (type: string) =>
    Object.values(template.Resources).filter(
      ({ Type, Condition }) => Type === type && !Condition?.startsWith('Has'),
    ).length;
  expect(cost('CloudWatch, alarms')).toBe((countOf('AWS::CloudWatch::Alarm') / 10).toFixed(2));
  expect(cost('KMS, keys')).toBe(countOf('AWS::KMS::Key').toFixed(2));
  // 1,000 × 2 places tick 43,800 times.
  expect(cost('ticks, each minute')).toBe((87.6 * (1 + 1.2 * 0.4)).toFixed(2));
});
