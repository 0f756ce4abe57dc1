import {
  AddRoleToInstanceProfileCommand,
  CreateInstanceProfileCommand,
  DeleteInstanceProfileCommand,
  GetInstanceProfileCommand,
  IAMClient,
  ListInstanceProfilesForRoleCommand,
  RemoveRoleFromInstanceProfileCommand,
} from '@aws-sdk/client-iam';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { hooks } from '../../../services/sandbox';
import {
  type OrganizationUnderTest,
  organizationUnderTest,
  payments,
} from '../core/organization-under-test';

let organization: OrganizationUnderTest;
let iam: IAMClient;
const InstanceProfileName = 'web';

beforeAll(async () => {
  organization = await organizationUnderTest();
  const { endpoint, credentials, world } = organization.sandbox;
  const settings = { endpoint, credentials: credentials(payments), maxAttempts: 1 };
  iam = new IAMClient({ region: 'us-east-1', ...settings });
  const trustPolicy = { Version: '2012-10-17', Statement: [] };
  hooks.iam.createRole(world, { accountId: payments, name: 'web', trustPolicy });
});
afterAll(async () => {
  iam.destroy();
  await organization.sandbox.close();
});

test('a profile holds one role, by which it is found, and goes only when it holds none', async () => {
  const created = await iam.send(new CreateInstanceProfileCommand({ InstanceProfileName }));
  expect(created.InstanceProfile).toMatchObject({
    Arn: `arn:aws:iam::${payments}:instance-profile/web`,
    InstanceProfileId: expect.stringMatching(/^AIPA/),
  });
  const role = { InstanceProfileName, RoleName: 'web' };
  await iam.send(new AddRoleToInstanceProfileCommand(role));
  await expect(iam.send(new AddRoleToInstanceProfileCommand(role))).rejects.toMatchObject({
    name: 'LimitExceededException',
  });
  const { InstanceProfile } = await iam.send(
    new GetInstanceProfileCommand({ InstanceProfileName }),
  );
  expect(InstanceProfile?.Roles).toMatchObject([{ RoleName: 'web' }]);
  const listed = await iam.send(new ListInstanceProfilesForRoleCommand({ RoleName: 'web' }));
  expect(listed.InstanceProfiles).toMatchObject([{ InstanceProfileName }]);
  const remove = new DeleteInstanceProfileCommand({ InstanceProfileName });
  await expect(iam.send(remove)).rejects.toMatchObject({ name: 'DeleteConflictException' });
  await iam.send(new RemoveRoleFromInstanceProfileCommand(role));
  await iam.send(remove);
  await expect(
    iam.send(new GetInstanceProfileCommand({ InstanceProfileName })),
  ).rejects.toMatchObject({
    name: 'NoSuchEntityException',
    message: 'Instance Profile web cannot be found.',
  });
});
