import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import {
  CreateTagsCommand,
  DeleteTagsCommand,
  DescribeTagsCommand,
  type EC2Client,
  RunInstancesCommand,
  StopInstancesCommand,
} from '@aws-sdk/client-ec2';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { hooks } from '../../../services/sandbox';
import type { Statement } from '../../../services/sandbox/iam/policy-document';
import { payments } from '../core/organization-under-test';
import { type Ec2UnderTest, ec2UnderTest, region } from './ec2-under-test';

let organization: Ec2UnderTest;
let ec2: EC2Client;

beforeAll(async () => {
  organization = await ec2UnderTest();
  ec2 = organization.ec2;
});
afterAll(async () => {
  ec2.destroy();
  await organization.sandbox.close();
});

const start = (tags: Readonly<Record<string, string>> = {}) =>
  hooks.ec2.startInstance(organization.sandbox.world, { accountId: payments, region, tags });

let roles = 0;
function clientWith(...statements: readonly Statement[]): EC2Client {
  const { world, credentials } = organization.sandbox;
  roles += 1;
  hooks.iam.createRole(world, {
    accountId: payments,
    name: `role-${roles}`,
    trustPolicy: { Version: '2012-10-17', Statement: [] },
    inlinePolicies: { own: { Version: '2012-10-17', Statement: statements } },
  });
  return organization.ec2As(credentials(payments, `role-${roles}`));
}

test('tags are put, told and taken away', async () => {
  const { id } = start();
  const Resources = [id];
  const Tags = [{ Key: 'trailwarden:login', Value: 'expected' }];
  await ec2.send(new CreateTagsCommand({ Resources, Tags }));
  expect(organization.recordOf('CreateTags')).toMatchObject({
    requestParameters: {
      resourcesSet: { items: [{ resourceId: id }] },
      tagSet: { items: [{ key: 'trailwarden:login', value: 'expected' }] },
    },
    responseElements: { _return: true },
  });
  // Event history finds a machine by its id.
  const LookupAttributes = [{ AttributeKey: 'ResourceName' as const, AttributeValue: id }];
  const { sandbox } = organization;
  const cloudtrail = new CloudTrailClient({
    ...{ endpoint: sandbox.endpoint, region },
    credentials: sandbox.credentials(payments),
  });
  const history = await cloudtrail.send(new LookupEventsCommand({ LookupAttributes }));
  expect(history.Events?.map(({ EventName }) => EventName)).toContain('CreateTags');
  const Filters = [{ Name: 'resource-id', Values: [id] }];
  const described = await ec2.send(new DescribeTagsCommand({ Filters }));
  expect(described.Tags).toEqual([{ ...Tags[0], ResourceId: id, ResourceType: 'instance' }]);
  await ec2.send(
    new DeleteTagsCommand({ Resources, Tags: [{ Key: 'trailwarden:login', Value: '-' }] }),
  );
  expect((await ec2.send(new DescribeTagsCommand({ Filters }))).Tags).toHaveLength(1);
  await ec2.send(new DeleteTagsCommand({ Resources }));
  expect((await ec2.send(new DescribeTagsCommand({ Filters }))).Tags ?? []).toEqual([]);
});

test('a policy may ask for a tag of the instance', async () => {
  const client = clientWith({
    Effect: 'Allow',
    Action: 'ec2:StopInstances',
    Resource: '*',
    Condition: { StringEquals: { 'aws:ResourceTag/team': 'web', 'ec2:ResourceTag/team': 'web' } },
  });
  const [mine, other] = [start({ team: 'web' }).id, start({ team: 'db' }).id];
  await client.send(new StopInstancesCommand({ InstanceIds: [mine] }));
  await expect(
    client.send(new StopInstancesCommand({ InstanceIds: [mine, other] })),
  ).rejects.toMatchObject({
    name: 'UnauthorizedOperation',
    message: expect.stringContaining(
      `is not authorized to perform: ec2:StopInstances on resource: arn:aws:ec2:us-east-1:${payments}:instance/${other} because no identity-based policy allows`,
    ),
  });
  expect(organization.recordOf('StopInstances')).toMatchObject({
    errorCode: 'Client.UnauthorizedOperation',
    requestParameters: { instancesSet: { items: [{ instanceId: mine }, { instanceId: other }] } },
  });
  client.destroy();
});

test('a policy may ask for the tags of a request, and tagging takes a permission of its own', async () => {
  const running = clientWith({ Effect: 'Allow', Action: 'ec2:RunInstances', Resource: '*' });
  const run = (Key: string) =>
    new RunInstancesCommand({
      ImageId: 'ami-020a359780bc6f835',
      MinCount: 1,
      MaxCount: 1,
      TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key, Value: 'x' }] }],
    });
  await expect(running.send(run('team'))).rejects.toMatchObject({
    message: expect.stringContaining('ec2:CreateTags'),
  });
  const tagging = clientWith(
    { Effect: 'Allow', Action: 'ec2:RunInstances', Resource: '*' },
    {
      Effect: 'Allow',
      Action: 'ec2:CreateTags',
      Resource: `arn:aws:ec2:*:${payments}:instance/*`,
      Condition: {
        StringEquals: { 'ec2:CreateAction': 'RunInstances', 'aws:RequestTag/team': 'x' },
        'ForAllValues:StringEquals': { 'aws:TagKeys': ['team'] },
      },
    },
  );
  expect((await tagging.send(run('team'))).Instances).toHaveLength(1);
  await expect(tagging.send(run('other'))).rejects.toMatchObject({ name: 'UnauthorizedOperation' });
  running.destroy();
  tagging.destroy();
});
