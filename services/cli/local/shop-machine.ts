import { makeCall } from '../../../shared/aws/make-call';
import { hooks } from '../../sandbox';
import type { Local } from './local';

/** A machine of a shop, and everything that containing it may change, as its account's administrator reads it. */
export interface ShopMachine {
  readonly accountId: string;
  readonly id: string;
  readonly arn: string;
  readonly state: () => Promise<object>;
}

/** With a role, in a group of its own, in an Auto Scaling group and a target group; SSM reaches it by an endpoint. */
export async function makeShopMachine(
  local: Local,
  accountId: string,
  {
    name,
    tags = {},
    min = 0,
  }: {
    readonly name: string;
    readonly tags?: Readonly<Record<string, string>>;
    /** Of its Auto Scaling group, in which it is alone. */
    readonly min?: number;
  },
): Promise<ShopMachine> {
  const { world } = local.sandbox;
  const { homeRegion: region } = local.organization;
  const place = { accountId, region };
  const ask = asking(local, accountId);
  const first = hooks.ec2.startInstance(world, place);
  const { VpcId = '', SubnetId } = await described(ask, first.id);
  const made = { GroupName: name, Description: 'The shop', VpcId };
  const { GroupId } = await ask<{ readonly GroupId: string }>('ec2:CreateSecurityGroup', made);
  const endpoints = { GroupName: `${name}-ssm`, Description: 'SSM', VpcId };
  const reached = await ask<{ readonly GroupId: string }>('ec2:CreateSecurityGroup', endpoints);
  await ask('ec2:CreateVpcEndpoint', {
    ...{ VpcId, VpcEndpointType: 'Interface', SecurityGroupIds: [reached.GroupId] },
    ...{ ServiceName: `com.amazonaws.${region}.ssmmessages`, SubnetIds: [SubnetId] },
  });
  const customers = {
    ...{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443 },
    IpRanges: [{ CidrIp: '0.0.0.0/0', Description: 'customers' }],
  };
  await ask('ec2:AuthorizeSecurityGroupIngress', { GroupId, IpPermissions: [customers] });
  hooks.iam.createRole(world, {
    ...{ accountId, name },
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
  const { id } = hooks.ec2.startInstance(world, {
    ...{ ...place, roleName: name, tags, groupIds: [GroupId] },
  });
  const targets = hooks.elasticloadbalancing.createTargetGroup(world, {
    ...{ ...place, name, vpcId: VpcId, port: 8080 },
  });
  hooks.autoscaling.createGroup(world, {
    ...{ ...place, name, min, max: 3, instanceIds: [id] },
    targetGroupArns: [targets.arn],
  });
  hooks.ec2.machineOf(world, id);
  for (const volume of hooks.ec2.state(world).volumes.values())
    if (volume.attachment?.instanceId === id)
      hooks.ec2.writeVolume(world, volume.id, 0, Buffer.from('the shop'));
  const arn = `arn:aws:ec2:${region}:${accountId}:instance/${id}`;
  return {
    accountId,
    id,
    arn,
    state: () => stateOf(local, accountId, { id, name, targets: targets.arn }),
  };
}

type Ask = <T>(call: string, input: Readonly<Record<string, unknown>>) => Promise<T>;

/** As the account's administrator, who does not rely on what the product reports. */
function asking(local: Local, accountId: string): Ask {
  const { homeRegion: region } = local.organization;
  const connection = local.administrator(accountId);
  return <T>(call: string, input: Readonly<Record<string, unknown>>) =>
    makeCall({ call, region, input }, connection) as Promise<T>;
}

interface Described {
  readonly VpcId: string;
  readonly SubnetId: string;
  readonly NetworkInterfaces: readonly {
    readonly NetworkInterfaceId: string;
    readonly Groups: unknown;
  }[];
}

async function described(ask: Ask, id: string): Promise<Described> {
  const { Reservations } = await ask<{
    readonly Reservations: readonly { readonly Instances: readonly Described[] }[];
  }>('ec2:DescribeInstances', { InstanceIds: [id] });
  const instance = Reservations[0]?.Instances[0];
  if (!instance) throw new Error(`There is no instance ${id}.`);
  return instance;
}

interface Named {
  readonly id: string;
  readonly name: string;
  readonly targets: string;
}

async function stateOf(local: Local, accountId: string, { id, name, targets }: Named) {
  const ask = asking(local, accountId);
  const { VpcId, NetworkInterfaces } = await described(ask, id);
  const vpc = { Filters: [{ Name: 'vpc-id', Values: [VpcId] }] };
  const read = async (call: string, input: Readonly<Record<string, unknown>>) => {
    const { $metadata: _, ...said } = await ask<Readonly<Record<string, unknown>>>(call, input);
    return said;
  };
  const { PolicyNames } = await ask<{ readonly PolicyNames: readonly string[] }>(
    'iam:ListRolePolicies',
    { RoleName: name },
  );
  return {
    interfaces: NetworkInterfaces.map((one) => [one.NetworkInterfaceId, one.Groups]),
    groups: await read('ec2:DescribeSecurityGroups', vpc),
    acls: await read('ec2:DescribeNetworkAcls', vpc),
    protection: await read('ec2:DescribeInstanceAttribute', {
      InstanceId: id,
      Attribute: 'disableApiTermination',
    }),
    policies: await Promise.all(
      PolicyNames.map((PolicyName) => read('iam:GetRolePolicy', { RoleName: name, PolicyName })),
    ),
    scaling: await read('autoscaling:DescribeAutoScalingGroups', { AutoScalingGroupNames: [name] }),
    targets: await read('elasticloadbalancing:DescribeTargetHealth', { TargetGroupArn: targets }),
  };
}
