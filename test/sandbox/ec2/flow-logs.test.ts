import {
  CreateFlowLogsCommand,
  DescribeFlowLogsCommand,
  DescribeNatGatewaysCommand,
  DescribeVpcsCommand,
} from '@aws-sdk/client-ec2';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { hooks } from '../../../services/sandbox';
import { payments } from '../core/organization-under-test';
import { type Ec2UnderTest, ec2UnderTest } from './ec2-under-test';

let organization: Ec2UnderTest;

beforeAll(async () => {
  organization = await ec2UnderTest();
});
afterAll(async () => {
  organization.ec2.destroy();
  await organization.sandbox.close();
});

test('the flow log of a VPC is found by what it is of', async () => {
  const { ec2 } = organization;
  const { Vpcs } = await ec2.send(new DescribeVpcsCommand({}));
  const VpcId = Vpcs?.[0]?.VpcId ?? '';
  const LogDestination = 'arn:aws:s3:::flow-logs';
  const { FlowLogIds } = await ec2.send(
    new CreateFlowLogsCommand({
      ResourceIds: [VpcId],
      ResourceType: 'VPC',
      TrafficType: 'ALL',
      LogDestinationType: 's3',
      LogDestination,
    }),
  );
  const find = async (id: string) => {
    const Filter = [{ Name: 'resource-id', Values: [id] }];
    return (await ec2.send(new DescribeFlowLogsCommand({ Filter }))).FlowLogs ?? [];
  };
  expect(await find(VpcId)).toMatchObject([
    {
      ...{ FlowLogId: FlowLogIds?.[0], FlowLogStatus: 'ACTIVE', LogDestination, ResourceId: VpcId },
      LogFormat: expect.stringMatching(/^\$\{version\} \$\{account-id\} .* \$\{log-status\}$/),
    },
  ]);
  expect(await find('vpc-00000000')).toEqual([]);
});

test('NAT gateways are found by their VPC', async () => {
  const { ec2, sandbox } = organization;
  hooks.ec2.state(sandbox.world).natGateways.set('nat-1', {
    ...{ id: 'nat-1', accountId: payments, region: 'us-east-1', tags: new Map() },
    ...{ vpcId: 'vpc-1', subnetId: 'subnet-1', publicIp: '198.18.0.9' },
  });
  const of = async (id: string) => {
    const Filter = [{ Name: 'vpc-id', Values: [id] }];
    return (await ec2.send(new DescribeNatGatewaysCommand({ Filter }))).NatGateways;
  };
  expect(await of('vpc-1')).toMatchObject([
    { NatGatewayId: 'nat-1', NatGatewayAddresses: [{ PublicIp: '198.18.0.9' }] },
  ]);
  expect(await of('vpc-2')).toEqual([]);
});
