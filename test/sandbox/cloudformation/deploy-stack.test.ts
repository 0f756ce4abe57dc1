import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { deleteStack } from '../../../services/sandbox/cloudformation/delete-stack';
import { accountJoined } from '../../../services/sandbox/cloudformation/deploy-stack';
import { cloudFormationOf, findStack } from '../../../services/sandbox/cloudformation/stack';
import { addAccount } from '../../../services/sandbox/organizations/create-organization';
import {
  type EventPathUnderTest,
  eventPathUnderTest,
  management,
  payments,
  security,
} from '../events/event-path-under-test';

let path: EventPathUnderTest;

beforeEach(async () => {
  path = await eventPathUnderTest();
});

afterEach(async () => {
  await path.sandbox.close();
});

const queue = `
Parameters:
  Retention: { Type: Number, Default: 60 }
Conditions:
  IsShort: !Equals [!Ref Retention, 60]
Resources:
  Alarm:
    Type: AWS::CloudWatch::Alarm
    Properties: { AlarmName: depth, Dimensions: [{ Name: QueueName, Value: !GetAtt Queue.QueueName }] }
  Queue:
    Type: AWS::SQS::Queue
    Properties: { QueueName: signals, MessageRetentionPeriod: !Ref Retention }
  Long:
    Type: AWS::SNS::Topic
    Condition: IsLong
Outputs:
  Url: { Value: !Ref Queue, Export: { Name: signals-url } }
`.replace('IsShort:', 'IsLong: !Not [!Condition IsShort]\n  IsShort:');

/** The number of queues besides the one of the log archive. */
const queuesMade = (): number => path.sandbox.world.sqs.queues.size - 1;

test('a stack makes the resources of its template in the order of their references', async () => {
  const stack = await path.deploy(queue);
  expect(stack.resources.map(({ logicalId }) => logicalId)).toEqual(['Queue', 'Alarm']);
  expect(stack.outputs).toEqual({ Url: `${path.sandbox.endpoint}/${security}/signals` });
  const made = path.sandbox.world.sqs.queues.get(`arn:aws:sqs:us-east-1:${security}:signals`);
  expect(made?.attributes.get('MessageRetentionPeriod')).toBe('60');
});

test('a resource without an effect in the sandbox is listed as such', async () => {
  const stack = await path.deploy(queue);
  expect(stack.resources.filter(({ inert }) => inert).map(({ type }) => type)).toEqual([
    'AWS::CloudWatch::Alarm',
  ]);
});

test('a deleted stack leaves only the retained resources', async () => {
  const template = queue.replace(
    'Type: AWS::SQS::Queue',
    'Type: AWS::SQS::Queue\n    DeletionPolicy: Retain',
  );
  const kept = await path.deploy(template);
  await deleteStack(path.sandbox.world, kept.stackId);
  expect(queuesMade()).toBe(1);
  const other = await path.deploy(queue, { accountId: payments });
  await deleteStack(path.sandbox.world, other.stackId);
  expect(queuesMade()).toBe(1);
});

test.each([
  ['Retain', 2],
  ['RetainExceptOnCreate', 1],
])(
  'a deleted stack and a failed one with the policy %s leave this number of queues: %s',
  async (policy, left) => {
    const kept = queue.replace(
      'Type: AWS::SQS::Queue',
      `Type: AWS::SQS::Queue\n    DeletionPolicy: ${policy}`,
    );
    const stack = await path.deploy(kept);
    await deleteStack(path.sandbox.world, stack.stackId);
    const failing = `${kept.split('Outputs:')[0]}
  Policy:
    Type: AWS::IAM::Policy
    DependsOn: Queue
    Properties: { PolicyName: p, Roles: [missing], PolicyDocument: { Statement: [] } }
`;
    await expect(path.deploy(failing, { accountId: payments })).rejects.toThrow('CREATE_FAILED');
    expect(queuesMade()).toBe(left);
  },
);

test('a stack that fails half-way removes its resources and names the one that failed', async () => {
  const template = `${queue.split('Outputs:')[0]}
  Policy:
    Type: AWS::IAM::Policy
    DependsOn: Queue
    Properties: { PolicyName: p, Roles: [missing], PolicyDocument: { Statement: [] } }
`;
  await expect(path.deploy(template)).rejects.toThrow(
    `Policy (AWS::IAM::Policy) CREATE_FAILED in stack under-test of ${security} in us-east-1: The role with name missing cannot be found.`,
  );
  expect(queuesMade()).toBe(0);
});

test('a resource type, a property and a macro that are not emulated are refused loudly', async () => {
  await expect(path.deploy('Resources: { X: { Type: AWS::EC2::Instance } }')).rejects.toThrow(
    'AWS::EC2::Instance is not emulated; add services/sandbox/cloudformation/resources/ec2-instance.ts',
  );
  const fifo = 'Resources: { Q: { Type: AWS::SQS::Queue, Properties: { FifoQueue: true } } }';
  await expect(path.deploy(fifo)).rejects.toThrow(
    'FifoQueue of AWS::SQS::Queue (Q) is not emulated',
  );
  const macro =
    'Transform: AWS::Serverless-2016-10-31\nResources: { X: { Type: AWS::SNS::Topic } }';
  await expect(path.deploy(macro)).rejects.toThrow('the template section Transform is not read');
});

function stackSet(targets: string): string {
  return JSON.stringify({
    Resources: {
      Members: {
        Type: 'AWS::CloudFormation::StackSet',
        Properties: {
          StackSetName: 'members',
          PermissionModel: 'SERVICE_MANAGED',
          CallAs: 'DELEGATED_ADMIN',
          AutoDeployment: { Enabled: true, RetainStacksOnAccountRemoval: false },
          StackInstancesGroup: [
            {
              DeploymentTargets: { OrganizationalUnitIds: [targets] },
              Regions: ['us-east-1', 'eu-west-1'],
            },
          ],
          TemplateBody: queue,
          Parameters: [{ ParameterKey: 'Retention', ParameterValue: '120' }],
        },
      },
    },
  });
}

test('a StackSet reaches every account beneath its targets in every Region, but not the management account', async () => {
  await path.deploy(stackSet('r-ab12'));
  const accounts = [...path.sandbox.world.organization.accounts.keys()];
  const queues = [...path.sandbox.world.sqs.queues.values()];
  const reached = queues.filter(({ name }) => name === 'signals');
  expect(reached).toHaveLength((accounts.length - 1) * 2);
  expect(reached.map(({ accountId }) => accountId)).not.toContain(management);
});

test('an account that joins gets the StackSet automatically', async () => {
  const { world } = path.sandbox;
  await path.deploy(stackSet('ou-ab12-workload1'));
  const { organization } = world.organization;
  if (organization === undefined) throw new Error('there is no organization');
  const account = { id: '999988887777', name: 'new', email: 'new@example.com' };
  addAccount(world, organization, account, 'ou-ab12-workload1');
  await accountJoined(path.sandbox, account.id);
  const arns = [...world.sqs.queues.keys()].filter((arn) => arn.includes(account.id));
  expect(arns).toEqual([
    `arn:aws:sqs:us-east-1:${account.id}:signals`,
    `arn:aws:sqs:eu-west-1:${account.id}:signals`,
  ]);
});

test('an account that may not administer StackSets is refused', async () => {
  await expect(path.deploy(stackSet('r-ab12'), { accountId: payments })).rejects.toThrow(
    'Account used is not a delegated administrator of member.org.stacksets.cloudformation.amazonaws.com',
  );
});

test('an account in which the StackSet fails is named, and the operation stops beyond its tolerance', async () => {
  await path.deploy(queue, { accountId: payments });
  await expect(path.deploy(stackSet('ou-ab12-workload1'))).rejects.toThrow(
    /1 of 2 accounts failed in us-east-1: .*in stack StackSet-members-.* of 444455556666/,
  );
  const place = { accountId: security, region: 'us-east-1', stackName: 'under-test' };
  expect(findStack(path.sandbox.world, place)).toBeUndefined();
  expect(cloudFormationOf(path.sandbox.world).stackSets).toEqual([]);
  expect(queuesMade()).toBe(1);
});
