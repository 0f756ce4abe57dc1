import * as ec2 from '@aws-sdk/client-ec2';
import { hooks } from '../../../../services/sandbox';
import type { Answer, RecordedAnswer } from '../recorded-answers';
import { answerOf, type Scene } from '../scene';
import type { Situation, Situations } from '../situation';

const client = (scene: Scene) => new ec2.EC2Client(scene.as());

type Made = Readonly<Record<string, string>>;

/** A VPC of 10.237.0.0/16 with the group `sg`, the group `peer`, and a group of another VPC. */
async function groups(scene: Scene): Promise<Made> {
  const at = client(scene);
  const vpc = async (CidrBlock: string) =>
    (await at.send(new ec2.CreateVpcCommand({ CidrBlock }))).Vpc?.VpcId ?? '';
  const [VpcId, otherVpc] = [await vpc('10.237.0.0/16'), await vpc('10.9.0.0/16')];
  const group = async (GroupName: string, of: string) =>
    (await at.send(new ec2.CreateSecurityGroupCommand({ GroupName, Description: 'd', VpcId: of })))
      .GroupId ?? '';
  return {
    vpc: VpcId,
    sg: await group('sg', VpcId),
    peer: await group('peer', VpcId),
    'sg of another vpc': await group('other', otherVpc),
  };
}

/** The recorded call with what was made in place of its placeholders, and its answer with them again. */
const asked = async (
  scene: Scene,
  { action, input }: RecordedAnswer,
  made: Made,
  more: object = {},
): Promise<Answer> => {
  const Command = Reflect.get(ec2, `${action.split('/')[0]}Command`);
  const given = { ...scene.filled(input, made), ...more };
  return answerOf(client(scene).send(new Command(given)) as Promise<object>);
};

/** Rules are given as one permission. */
const permissionOf = (input: RecordedAnswer['input'], made: Made, Description?: string) => {
  const { IpProtocol = 'tcp', FromPort = 443, ToPort = 443, CidrIp, UserIdGroupPairs } = input;
  const pairs = JSON.parse(
    Object.entries(made).reduce(
      (text, [name, id]) => text.replaceAll(`{${name}}`, id),
      JSON.stringify(UserIdGroupPairs ?? []),
    ),
  );
  return {
    IpPermissions: [
      {
        ...{ IpProtocol: String(IpProtocol), FromPort: Number(FromPort), ToPort: Number(ToPort) },
        ...(CidrIp
          ? { IpRanges: [{ CidrIp: String(CidrIp), ...(Description && { Description }) }] }
          : {}),
        ...(pairs.length > 0 && { UserIdGroupPairs: pairs }),
      },
    ],
  };
};

/** A rule of group `sg`: after what stands there, the recorded call. */
const onRule =
  (before: readonly ('ingress' | 'described' | 'revoked')[] = []): Situation =>
  async (scene, recorded) => {
    const made = await groups(scene);
    const at = client(scene);
    const GroupId = made.sg;
    const plain = permissionOf(recorded.input, made);
    const told = permissionOf(recorded.input, made, 'what it is for');
    for (const step of before) {
      if (step === 'revoked')
        await at.send(new ec2.RevokeSecurityGroupIngressCommand({ GroupId, ...plain }));
      else
        await at.send(
          new ec2.AuthorizeSecurityGroupIngressCommand({
            GroupId,
            ...(step === 'described' ? told : plain),
          }),
        );
    }
    const { SecurityGroupRuleIds } = recorded.input;
    const Command = Reflect.get(ec2, `${recorded.action}Command`);
    const given = SecurityGroupRuleIds ? { SecurityGroupRuleIds } : plain;
    const answer = await answerOf(at.send(new Command({ GroupId, ...given })) as Promise<object>);
    return inPlaceholders(answer, made);
  };

/** The answer as it was recorded: ids in braces. */
const inPlaceholders = (answer: Answer, made: Made): Answer =>
  JSON.parse(
    Object.entries(made).reduce(
      (text, [name, id]) => (id ? text.replaceAll(id, `{${name}}`) : text),
      JSON.stringify(answer),
    ),
  );

/** The one of a list that the recorded answer is about. */
const only = (
  answer: Answer,
  list: string,
  pick: (one: object) => boolean = () => true,
): Answer => {
  const all = (answer.ok as Record<string, object[]> | undefined)?.[list];
  return all ? { ok: all.find(pick) } : answer;
};

const egress =
  (times: number): Situation =>
  async (scene, recorded) => {
    const made = await groups(scene);
    const at = client(scene);
    let answer: Answer = {};
    for (let turn = 0; turn < times; turn += 1)
      answer = await asked(scene, recorded, made, { GroupId: made.sg });
    at.destroy();
    return answer;
  };

const subnetIn =
  (CidrBlock: string, name: string): Situation =>
  async (scene, recorded) => {
    const made = await groups(scene);
    const at = client(scene);
    await at.send(new ec2.CreateSubnetCommand({ VpcId: made.vpc, CidrBlock: '10.237.1.0/24' }));
    const names = { ...made, [name]: CidrBlock };
    const answer = await asked(scene, recorded, names, { VpcId: made.vpc });
    return inPlaceholders(answer, { [name]: CidrBlock });
  };

export const ec2Situations: Situations = {
  afc598: async (scene) => {
    const made = await groups(scene);
    const at = client(scene);
    const answer = await answerOf(
      at.send(new ec2.DescribeSecurityGroupsCommand({ GroupIds: [made.sg ?? ''] })),
    );
    const { IpPermissions, IpPermissionsEgress, SecurityGroupArn } = only(answer, 'SecurityGroups')
      .ok as ec2.SecurityGroup;
    return { ok: { IpPermissions, IpPermissionsEgress, SecurityGroupArn } };
  },
  '3eb171': async (scene) => {
    const { vpc = '' } = await groups(scene);
    const Filters = [{ Name: 'vpc-id', Values: [vpc] }];
    const answer = await answerOf(
      client(scene).send(new ec2.DescribeSecurityGroupsCommand({ Filters })),
    );
    return only(answer, 'SecurityGroups', (one) => Reflect.get(one, 'GroupName') === 'default');
  },
  '02c0b9': onRule(),
  a83db0: onRule(['ingress']),
  a16240: onRule(),
  fcbea4: onRule(),
  '6f18f8': onRule(),
  ef9176: onRule(['described']),
  '5915a7': onRule(['ingress', 'revoked']),
  d3bde4: onRule(),
  '65b56e': onRule(['ingress']),
  '5dbb34': egress(1),
  de86fc: egress(2),
  '5c62bc': async (scene) => {
    const made = await groups(scene);
    const at = client(scene);
    const everywhere = {
      IpPermissions: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
    };
    await at.send(new ec2.RevokeSecurityGroupEgressCommand({ GroupId: made.sg, ...everywhere }));
    const answer = await answerOf(
      at.send(new ec2.DescribeSecurityGroupsCommand({ GroupIds: [made.sg ?? ''] })),
    );
    return only(answer, 'SecurityGroups');
  },
  '69575a': async (scene, recorded) => asked(scene, recorded, {}),
  '708707': async (scene, recorded) => {
    const made = await groups(scene);
    const UserIdGroupPairs = [{ GroupId: made.peer }];
    const IpPermissions = [{ IpProtocol: 'tcp', FromPort: 1, ToPort: 1, UserIdGroupPairs }];
    await client(scene).send(
      new ec2.AuthorizeSecurityGroupIngressCommand({ GroupId: made.sg, IpPermissions }),
    );
    return inPlaceholders(await asked(scene, recorded, made), made);
  },
  f9f995: async (scene, recorded) => {
    const { vpc: VpcId } = await groups(scene);
    const at = client(scene);
    const { RouteTable } = await at.send(new ec2.CreateRouteTableCommand({ VpcId }));
    const subnet = { VpcId, CidrBlock: '10.237.1.0/24' };
    const { Subnet } = await at.send(new ec2.CreateSubnetCommand(subnet));
    const rtb = RouteTable?.RouteTableId ?? '';
    const of = { RouteTableId: rtb, SubnetId: Subnet?.SubnetId };
    await at.send(new ec2.AssociateRouteTableCommand(of));
    return inPlaceholders(await asked(scene, recorded, { rtb }), { rtb });
  },
  '476f56': async (scene, recorded) => {
    const answer = await asked(scene, recorded, await groups(scene));
    return { ok: (answer.ok as ec2.CreateNetworkAclCommandOutput).NetworkAcl };
  },
  e28c12: subnetIn('10.237.1.0/25', 'overlap'),
  '3ad731': subnetIn('10.99.0.0/24', 'outside'),
  '4ea7ac': async (scene) => {
    const { vpc = '' } = await groups(scene);
    const Filters = [{ Name: 'vpc-id', Values: [vpc] }];
    return only(
      await answerOf(client(scene).send(new ec2.DescribeNetworkAclsCommand({ Filters }))),
      'NetworkAcls',
    );
  },
};

/** The newest record of an event, with what was made in place of its placeholders. */
const recordOf = (
  { sandbox, accounts: [account] }: Scene,
  eventName: string,
  made: Made,
): Answer => {
  const records = sandbox.world.cloudtrail.history.get(`${account}/us-east-1`) ?? [];
  const record = records.findLast((one) => one.eventName === eventName);
  return inPlaceholders({ ok: record }, { ...made, account, region: 'us-east-1' });
};

const machine = (scene: Scene): string =>
  hooks.ec2.startInstance(scene.sandbox.world, {
    ...{ accountId: scene.accounts[0], region: 'us-east-1' },
  }).id;

/** The record of the recorded call, in a situation; the call may be refused. */
const recordOn =
  (arrange: (scene: Scene) => Promise<Made> | Made): Situation =>
  async (scene, recorded) => {
    const made = await arrange(scene);
    await asked(scene, recorded, made);
    return recordOf(scene, recorded.action, made);
  };

/** An image of a machine, with its snapshot. */
async function image(scene: Scene): Promise<Made> {
  const at = client(scene);
  const made = await at.send(new ec2.CreateImageCommand({ InstanceId: machine(scene), Name: 'n' }));
  const { Images = [] } = await at.send(
    new ec2.DescribeImagesCommand({ ImageIds: [made.ImageId ?? ''] }),
  );
  const snap = Images[0]?.BlockDeviceMappings?.[0]?.Ebs?.SnapshotId ?? '';
  return { ami: made.ImageId ?? '', snap };
}

export const ec2Records: Situations = {
  '48e489': recordOn((scene) => ({ i: machine(scene) })),
  '871a7e': recordOn(async (scene) => {
    const i = machine(scene);
    await client(scene).send(new ec2.StopInstancesCommand({ InstanceIds: [i] }));
    scene.sandbox.world.clock.advance(120_000);
    return { i };
  }),
  '805f41': recordOn((scene) => ({ i: machine(scene) })),
  f1c2d8: recordOn(image),
  '7cba5d': recordOn(image),
  '8a4fa3': async (scene, recorded) => {
    const i = machine(scene);
    const { ok } = await asked(scene, recorded, { i });
    const { ImageId = '' } = ok as ec2.CreateImageCommandOutput;
    return recordOf(scene, 'CreateImage', { i, ami: ImageId });
  },
  '503c74': recordOn(() => ({})),
};
