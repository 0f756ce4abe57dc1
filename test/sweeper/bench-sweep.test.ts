import { expect, test } from '@jest/globals';
import { costsOf } from '../../services/cli/bench/sweep/prices';
import { withPagesOf } from '../../services/cli/bench/sweep/slice';
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
