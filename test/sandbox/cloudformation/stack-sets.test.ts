import {
  CloudFormationClient,
  CreateStackInstancesCommand,
  DeleteStackInstancesCommand,
  DeleteStackSetCommand,
  DescribeStackSetCommand,
  ListStackInstancesCommand,
} from '@aws-sdk/client-cloudformation';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { deployStack } from '../../../services/sandbox/cloudformation/deploy-stack';
import { findRole } from '../../../services/sandbox/iam/roles';
import {
  management,
  type OrganizationUnderTest,
  organizationUnderTest,
  payments,
} from '../core/organization-under-test';

let organization: OrganizationUnderTest;
let cloudformation: CloudFormationClient;
beforeEach(async () => {
  organization = await organizationUnderTest();
  const { sandbox } = organization;
  cloudformation = new CloudFormationClient({
    endpoint: sandbox.endpoint,
    region: 'us-east-1',
    credentials: sandbox.credentials(management),
    maxAttempts: 1,
  });
  await deployStack(sandbox, {
    accountId: management,
    region: 'us-east-1',
    stackName: 'central',
    template: central,
  });
});
afterEach(() => organization.sandbox.close());

const member = JSON.stringify({
  Resources: {
    Guard: {
      Type: 'AWS::IAM::Role',
      Properties: { RoleName: 'guard', AssumeRolePolicyDocument: { Statement: [] } },
    },
  },
});
const DeploymentTargets = { OrganizationalUnitIds: ['r-ab12'] };
const central = {
  Resources: {
    Members: {
      Type: 'AWS::CloudFormation::StackSet',
      Properties: {
        StackSetName: 'members',
        PermissionModel: 'SERVICE_MANAGED',
        AutoDeployment: { Enabled: true },
        StackInstancesGroup: [{ DeploymentTargets, Regions: ['us-east-1'] }],
        TemplateBody: member,
      },
    },
  },
};
const StackSetName = 'members';
const guard = () => findRole(organization.sandbox.world, `arn:aws:iam::${payments}:role/guard`);

test('deleted stack instances remove the guard, and new instances make it again', async () => {
  const { StackSet } = await cloudformation.send(new DescribeStackSetCommand({ StackSetName }));
  expect(StackSet).toMatchObject({ PermissionModel: 'SERVICE_MANAGED', Regions: ['us-east-1'] });
  const list = async () =>
    (await cloudformation.send(new ListStackInstancesCommand({ StackSetName }))).Summaries ?? [];
  const all = (await list()).length;
  expect(all).toBe(5);
  expect(guard()).toBeDefined();
  const some = {
    StackSetName,
    Regions: ['us-east-1'],
    DeploymentTargets: {
      ...DeploymentTargets,
      Accounts: [payments],
      AccountFilterType: 'INTERSECTION',
    },
  } as const;
  const gone = { ...some, Regions: [...some.Regions], RetainStacks: false };
  const targets = { ...some.DeploymentTargets, Accounts: [payments] };
  await cloudformation.send(
    new DeleteStackInstancesCommand({ ...gone, DeploymentTargets: targets }),
  );
  expect(guard()).toBeUndefined();
  expect(await list()).toHaveLength(all - 1);
  const record = organization.sandbox.world.feed.entries
    .flatMap((entry) => (entry.kind === 'record' ? [entry.record] : []))
    .find(({ eventName }) => eventName === 'DeleteStackInstances');
  expect(record).toMatchObject({
    eventSource: 'cloudformation.amazonaws.com',
    requestParameters: { stackSetName: StackSetName, regions: ['us-east-1'], retainStacks: false },
    responseElements: { operationId: expect.any(String) },
  });
  const attempt = cloudformation.send(new DeleteStackSetCommand({ StackSetName }));
  await expect(attempt).rejects.toThrow('StackSet is not empty');
  const { RetainStacks: _retained, ...again } = gone;
  await cloudformation.send(
    new CreateStackInstancesCommand({ ...again, DeploymentTargets: targets }),
  );
  expect(guard()).toBeDefined();
  expect(await list()).toHaveLength(all);
});
