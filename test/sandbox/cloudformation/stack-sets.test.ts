import {
  CloudFormationClient,
  CreateStackInstancesCommand,
  CreateStackSetCommand,
  DeleteStackInstancesCommand,
  DeleteStackSetCommand,
  DescribeStackSetCommand,
  DescribeStackSetOperationCommand,
  ListStackInstancesCommand,
  ListStackSetOperationResultsCommand,
  UpdateStackSetCommand,
} from '@aws-sdk/client-cloudformation';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import {
  deployStack,
  failDeployments,
} from '../../../services/sandbox/cloudformation/deploy-stack';
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

const done = (asked: { readonly OperationId?: string | undefined }) =>
  operation(StackSetName, Promise.resolve(asked));

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
  await done(
    await cloudformation.send(
      new DeleteStackInstancesCommand({ ...gone, DeploymentTargets: targets }),
    ),
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
  await done(
    await cloudformation.send(
      new CreateStackInstancesCommand({ ...again, DeploymentTargets: targets }),
    ),
  );
  expect(guard()).toBeDefined();
  expect(await list()).toHaveLength(all);
});

const own = {
  StackSetName: 'own',
  PermissionModel: 'SERVICE_MANAGED',
  Capabilities: ['CAPABILITY_NAMED_IAM'],
} as const;
const ofOwn = (name: string) =>
  JSON.stringify({
    Parameters: { Name: { Type: 'String', Default: name } },
    Resources: {
      Role: {
        Type: 'AWS::IAM::Role',
        Properties: {
          RoleName: { Ref: 'Name' },
          Description: name,
          AssumeRolePolicyDocument: { Statement: [] },
        },
      },
    },
  });
const OperationPreferences = { FailureTolerancePercentage: 100 };
const { StackSetName: name } = own;

/** Waits as people do: AWS answers before the work is done. */
async function operation(
  StackSetName: string,
  asked: Promise<{ readonly OperationId?: string | undefined }>,
) {
  const { OperationId } = await asked;
  for (;;) {
    const { StackSetOperation } = await cloudformation.send(
      new DescribeStackSetOperationCommand({ StackSetName, OperationId }),
    );
    if (StackSetOperation?.Status !== 'RUNNING') return StackSetOperation;
  }
}

test('an account that fails is named with its reason, and a second try deploys it alone', async () => {
  const { sandbox } = organization;
  await cloudformation.send(
    new CreateStackSetCommand({
      ...own,
      Capabilities: [...own.Capabilities],
      TemplateBody: ofOwn('one'),
    }),
  );
  failDeployments(sandbox, payments, 'The role stacksets-exec may not be assumed.');
  const instances = {
    ...{ StackSetName: name, Regions: ['us-east-1'], DeploymentTargets, OperationPreferences },
  };
  const ask = () =>
    operation(name, cloudformation.send(new CreateStackInstancesCommand(instances)));
  expect(await ask()).toMatchObject({ Status: 'SUCCEEDED', Action: 'CREATE' });
  const list = async () =>
    (await cloudformation.send(new ListStackInstancesCommand({ StackSetName: name }))).Summaries;
  expect((await list())?.find(({ Account }) => Account === payments)).toMatchObject({
    Status: 'OUTDATED',
    StatusReason: 'The role stacksets-exec may not be assumed.',
    StackInstanceStatus: { DetailedStatus: 'FAILED' },
  });
  failDeployments(sandbox, payments);
  const again = await ask();
  const { Summaries } = await cloudformation.send(
    new ListStackSetOperationResultsCommand({
      StackSetName: name,
      OperationId: again?.OperationId,
    }),
  );
  expect(Summaries).toMatchObject([{ Account: payments, Status: 'SUCCEEDED' }]);
  expect((await list())?.every(({ Status }) => Status === 'CURRENT')).toBe(true);
});

test('an update changes what is there in place, and a changed StackSet is one operation at a time', async () => {
  const { sandbox } = organization;
  await cloudformation.send(
    new CreateStackSetCommand({
      ...own,
      Capabilities: [...own.Capabilities],
      TemplateBody: ofOwn('one'),
    }),
  );
  const instances = { StackSetName: name, Regions: ['us-east-1'], DeploymentTargets };
  await operation(name, cloudformation.send(new CreateStackInstancesCommand(instances)));
  const role = () => findRole(sandbox.world, `arn:aws:iam::${payments}:role/one`);
  const before = role()?.id;
  const update = {
    ...{ StackSetName: name, Capabilities: [...own.Capabilities] },
    TemplateBody: ofOwn('two'),
    Parameters: [{ ParameterKey: 'Name', ParameterValue: 'one' }],
  };
  const first = cloudformation.send(new UpdateStackSetCommand(update));
  const second = cloudformation.send(new UpdateStackSetCommand(update));
  const refused = await Promise.allSettled([first, second]);
  expect(refused.filter(({ status }) => status === 'rejected')).toMatchObject([
    { reason: { name: 'OperationInProgressException' } },
  ]);
  await operation(name, refused[0]?.status === 'fulfilled' ? first : second);
  expect(role()).toMatchObject({ id: before, description: 'two' });
});
