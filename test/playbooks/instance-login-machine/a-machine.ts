import { AutoScalingClient, DescribeAutoScalingGroupsCommand } from '@aws-sdk/client-auto-scaling';
import {
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  CreateVpcEndpointCommand,
  DescribeInstanceAttributeCommand,
  DescribeInstancesCommand,
  DescribeNetworkAclsCommand,
  DescribeSecurityGroupsCommand,
} from '@aws-sdk/client-ec2';
import {
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { GetRolePolicyCommand, IAMClient, ListRolePoliciesCommand } from '@aws-sdk/client-iam';
import { hooks } from '../../../services/sandbox';
import { type MachineUnderTest, REGION } from './machine-under-test';

export interface AMachine {
  readonly id: string;
  /** Everything that containing may change, as its own client reads it. */
  readonly state: () => Promise<object>;
}

let made = 0;

/** The organizations in which SSM has its endpoint: each file of tests has its own. */
const reached = new WeakSet<MachineUnderTest>();

/** A machine with a role, in a group of its own, in an Auto Scaling group and a target group, that SSM reaches by an endpoint. */
export async function aMachine(
  test: MachineUnderTest,
  tags: Readonly<Record<string, string>> = {},
): Promise<AMachine> {
  const { sandbox, member, ec2 } = test;
  const { world } = sandbox;
  made += 1;
  const name = `shop-${made}`;
  const place = { accountId: member, region: REGION };
  const first = hooks.ec2.startInstance(world, place);
  const VpcId = String((await describe(test, first.id)).VpcId);
  const { GroupId = '' } = await ec2.send(
    new CreateSecurityGroupCommand({ GroupName: name, Description: 'The shop', VpcId }),
  );
  await ec2.send(
    new AuthorizeSecurityGroupIngressCommand({
      GroupId,
      IpPermissions: [
        {
          ...{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443 },
          IpRanges: [{ CidrIp: '0.0.0.0/0', Description: 'customers' }],
        },
      ],
    }),
  );
  if (!reached.has(test)) await endpoint(test, VpcId, first.id);
  reached.add(test);
  hooks.iam.createRole(world, {
    ...{ accountId: member, name },
    trustPolicy: {
      Statement: {
        ...{ Effect: 'Allow', Action: 'sts:AssumeRole' },
        Principal: { Service: 'ec2.amazonaws.com' },
      },
    },
    inlinePolicies: {
      shop: { Statement: { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' } },
    },
  });
  const instance = hooks.ec2.startInstance(world, {
    ...{ ...place, roleName: name, tags, groupIds: [GroupId] },
  });
  const targets = hooks.elasticloadbalancing.createTargetGroup(world, {
    ...{ ...place, name, vpcId: VpcId, port: 8080 },
  });
  hooks.autoscaling.createGroup(world, {
    ...{ ...place, name, min: 0, max: 3, instanceIds: [instance.id] },
    targetGroupArns: [targets.arn],
  });
  hooks.ec2.machineOf(world, instance.id);
  return { id: instance.id, state: () => stateOf(test, instance.id, name, targets.arn) };
}

async function describe({ ec2 }: MachineUnderTest, id: string) {
  const { Reservations } = await ec2.send(new DescribeInstancesCommand({ InstanceIds: [id] }));
  const instance = Reservations?.[0]?.Instances?.[0];
  if (!instance) throw new Error(`There is no instance ${id}.`);
  return instance;
}

async function endpoint(test: MachineUnderTest, VpcId: string, id: string): Promise<void> {
  const { SubnetId } = await describe(test, id);
  const { GroupId = '' } = await test.ec2.send(
    new CreateSecurityGroupCommand({ GroupName: 'endpoints', Description: 'SSM', VpcId }),
  );
  await test.ec2.send(
    new CreateVpcEndpointCommand({
      ...{ VpcId, VpcEndpointType: 'Interface', SecurityGroupIds: [GroupId] },
      ServiceName: `com.amazonaws.${REGION}.ssmmessages`,
      SubnetIds: [String(SubnetId)],
    }),
  );
}

async function stateOf(test: MachineUnderTest, id: string, name: string, arn: string) {
  const { ec2, sandbox, member } = test;
  const at = {
    endpoint: sandbox.endpoint,
    region: REGION,
    credentials: sandbox.credentials(member),
  };
  const { VpcId, NetworkInterfaces = [] } = await describe(test, id);
  const vpc = [{ Name: 'vpc-id', Values: [String(VpcId)] }];
  const { SecurityGroups } = await ec2.send(new DescribeSecurityGroupsCommand({ Filters: vpc }));
  const { NetworkAcls } = await ec2.send(new DescribeNetworkAclsCommand({ Filters: vpc }));
  const { DisableApiTermination } = await ec2.send(
    new DescribeInstanceAttributeCommand({ InstanceId: id, Attribute: 'disableApiTermination' }),
  );
  const iam = new IAMClient(at);
  const { PolicyNames = [] } = await iam.send(new ListRolePoliciesCommand({ RoleName: name }));
  const policies = await Promise.all(
    PolicyNames.map(async (PolicyName) => {
      const { PolicyDocument } = await iam.send(
        new GetRolePolicyCommand({ RoleName: name, PolicyName }),
      );
      return { PolicyName, PolicyDocument };
    }),
  );
  const { AutoScalingGroups } = await new AutoScalingClient(at).send(
    new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: [name] }),
  );
  const { TargetHealthDescriptions } = await new ElasticLoadBalancingV2Client(at).send(
    new DescribeTargetHealthCommand({ TargetGroupArn: arn }),
  );
  return {
    interfaces: NetworkInterfaces.map(({ NetworkInterfaceId, Groups }) => ({
      NetworkInterfaceId,
      Groups,
    })),
    ...{ SecurityGroups, NetworkAcls, DisableApiTermination, policies },
    ...{ AutoScalingGroups, TargetHealthDescriptions },
  };
}
