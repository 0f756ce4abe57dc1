import { MoveAccountCommand } from '@aws-sdk/client-organizations';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type BucketModes, openBucketMode } from '../../shared/aws/coverage/bucket-mode';
import {
  management,
  type OrganizationUnderTest,
  orders,
  organizationUnderTest,
  payments,
  security,
} from '../sandbox/core/organization-under-test';

let organization: OrganizationUnderTest;
let now = new Date('2026-12-01T12:00:00Z');
beforeEach(async () => {
  organization = await organizationUnderTest();
});
afterEach(() => organization.sandbox.close());

const ROOT = 'r-ab12';
const WORKLOADS = 'ou-ab12-workload1';

const asked = (modes: BucketModes, accountId = security) =>
  openBucketMode(modes, () => now, {
    endpoint: organization.sandbox.endpoint,
    credentials: organization.sandbox.credentials(accountId),
  });

test.each([
  ['a unit of its own mode', [`${WORKLOADS}=all`], 'all'],
  ['the nearest of two units', [`${ROOT}=tagged`, `${WORKLOADS}=all`], 'all'],
  ['a plain unit below another is as BucketGuard says', [`${ROOT}=all`, WORKLOADS], 'tagged'],
  ['a unit far above', [`${ROOT}=all`], 'all'],
  ['a unit that it is not in', ['ou-ab12-nothing0=all'], 'tagged'],
  ['no unit', [], 'tagged'],
] as const)('%s: the buckets of an account are guarded so', async (_, bucketUnits, mode) => {
  expect(await asked({ bucketGuard: 'tagged', bucketUnits })(payments)).toBe(mode);
});

test('Organizations is not asked where no unit has a mode of its own', async () => {
  const modes = { bucketGuard: 'tagged', bucketUnits: [WORKLOADS] } as const;
  // A member may not ask.
  expect(await asked(modes, orders)(payments)).toBe('tagged');
});

test('an account that was moved is guarded as its new unit says, ten minutes later', async () => {
  const modeOf = asked({ bucketGuard: 'tagged', bucketUnits: [`${WORKLOADS}=all`] });
  expect(await modeOf(payments)).toBe('all');
  await organization.organizations(organization.sandbox.credentials(management)).send(
    new MoveAccountCommand({
      AccountId: payments,
      SourceParentId: WORKLOADS,
      DestinationParentId: ROOT,
    }),
  );
  expect(await modeOf(payments)).toBe('all');
  now = new Date(now.getTime() + 601_000);
  expect(await modeOf(payments)).toBe('tagged');
});

test('where Organizations does not answer the mode is not known', async () => {
  const modeOf = asked({ bucketGuard: 'tagged', bucketUnits: [`${WORKLOADS}=all`] }, orders);
  await expect(modeOf(payments)).rejects.toMatchObject({ name: 'AccessDeniedException' });
});
