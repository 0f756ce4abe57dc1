import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  UpdateStackCommand,
} from '@aws-sdk/client-cloudformation';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { queueArn } from '../../../services/sandbox/sqs/create-queue';
import {
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
    credentials: sandbox.credentials(payments),
    maxAttempts: 1,
  });
});
afterEach(() => organization.sandbox.close());

const StackName = 'letters';
const template = (seconds: number, more: object = {}) =>
  JSON.stringify({
    Parameters: { Name: { Type: 'String', Default: 'letters' } },
    Resources: {
      Queue: {
        Type: 'AWS::SQS::Queue',
        Properties: { QueueName: { Ref: 'Name' }, VisibilityTimeout: seconds },
      },
      ...more,
    },
    Outputs: { Url: { Value: { Ref: 'Queue' } } },
  });
const queue = (name = 'letters') =>
  organization.sandbox.world.sqs.queues.get(
    queueArn({ accountId: payments, region: 'us-east-1', name }),
  );

async function stack() {
  for (;;) {
    const { Stacks } = await cloudformation.send(new DescribeStacksCommand({ StackName }));
    if (!Stacks?.[0]?.StackStatus?.endsWith('_IN_PROGRESS')) return Stacks?.[0];
  }
}

const make = (TemplateBody = template(30)) =>
  cloudformation.send(new CreateStackCommand({ StackName, TemplateBody }));

test('a stack is made after the call is answered, changed in place, and deleted', async () => {
  await make();
  expect(await stack()).toMatchObject({
    StackStatus: 'CREATE_COMPLETE',
    Outputs: [{ OutputKey: 'Url', OutputValue: expect.stringContaining('/letters') }],
  });
  await expect(make()).rejects.toMatchObject({ name: 'AlreadyExistsException' });
  const same = new UpdateStackCommand({ StackName, TemplateBody: template(30) });
  await expect(cloudformation.send(same)).rejects.toThrow('No updates are to be performed.');
  const before = queue();
  await cloudformation.send(new UpdateStackCommand({ StackName, TemplateBody: template(40) }));
  expect(await stack()).toMatchObject({ StackStatus: 'UPDATE_COMPLETE' });
  expect(queue()).toBe(before);
  expect(queue()?.attributes.get('VisibilityTimeout')).toBe('40');
  await cloudformation.send(new DeleteStackCommand({ StackName }));
  await expect(stack()).rejects.toThrow(`Stack with id ${StackName} does not exist`);
  expect(queue()).toBeUndefined();
});

test('a creation that fails takes back what it made, says why, and cannot be updated', async () => {
  const bad = { Type: 'AWS::SQS::Queue', DependsOn: 'Queue', Properties: { QueueName: 'letters' } };
  await make(template(30, { Second: bad }));
  expect(await stack()).toMatchObject({ StackStatus: 'ROLLBACK_COMPLETE' });
  expect(queue()).toBeUndefined();
  const { StackEvents } = await cloudformation.send(new DescribeStackEventsCommand({ StackName }));
  const failed = StackEvents?.find(({ ResourceStatus }) => ResourceStatus === 'CREATE_FAILED');
  expect(failed).toMatchObject({
    LogicalResourceId: 'Second',
    ResourceStatusReason: expect.stringContaining('already exists'),
  });
  const update = new UpdateStackCommand({ StackName, TemplateBody: template(40) });
  await expect(cloudformation.send(update)).rejects.toThrow(
    /is in ROLLBACK_COMPLETE state and can not be updated\.$/,
  );
});

test('an update that fails leaves the stack as it was', async () => {
  await make();
  await stack();
  const bad = { Type: 'AWS::SQS::Queue', DependsOn: 'Queue', Properties: { QueueName: 'letters' } };
  await cloudformation.send(
    new UpdateStackCommand({ StackName, TemplateBody: template(40, { Second: bad }) }),
  );
  expect(await stack()).toMatchObject({ StackStatus: 'UPDATE_ROLLBACK_COMPLETE' });
  expect(queue()?.attributes.get('VisibilityTimeout')).toBe('30');
});

test('roles with names need the capability to be given', async () => {
  const Role = {
    Type: 'AWS::IAM::Role',
    Properties: { RoleName: 'r', AssumeRolePolicyDocument: {} },
  };
  await expect(make(template(30, { Role }))).rejects.toMatchObject({
    name: 'InsufficientCapabilitiesException',
    message: 'Requires capabilities : [CAPABILITY_NAMED_IAM]',
  });
});
