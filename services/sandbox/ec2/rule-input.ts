import { type Input, inputs, optionalText } from '../core/input';
import { type Call, Refusal, type World } from '../core/service';
import { cidrOf, cidrText } from './cidr';
import { numberOf } from './find';
import type { NewRule } from './groups';
import { prefixLists } from './prefix-lists';
import { isId, refuse } from './refusals';
import { ec2Of, type RulePeer, type SecurityGroup } from './state';

/** The rules that a call names by what they say, each peer one rule; undefined members stand for all ports. */
export function rulesOfInput(
  world: World,
  call: Call,
  group: SecurityGroup,
  isEgress: boolean,
): readonly NewRule[] {
  return permissionsOf(call.input).flatMap((permission) => {
    const protocol = protocolOf(permission);
    const [fromPort, toPort] = portsOf(permission, protocol);
    return peersOf(world, group, permission).map(({ peer, description }) => ({
      isEgress,
      protocol,
      fromPort,
      toPort,
      peer,
      description,
    }));
  });
}

/** The older form names one rule in the members of the call itself. */
function permissionsOf(input: Input): readonly Input[] {
  const listed = inputs(input, 'IpPermissions');
  if (listed.length > 0) return listed;
  if (input.CidrIp === undefined && input.SourceSecurityGroupName === undefined) {
    throw refuse.missingParameter('ipPermissions');
  }
  return [{ ...input, IpRanges: [{ CidrIp: input.CidrIp }] }];
}

const numbers: Readonly<Record<string, string>> = {
  '1': 'icmp',
  '6': 'tcp',
  '17': 'udp',
  '58': 'icmpv6',
};

function protocolOf(permission: Input): string {
  const written = (optionalText(permission, 'IpProtocol') ?? '').toLowerCase();
  const protocol = numbers[written] ?? written;
  if (/^(tcp|udp|icmp|icmpv6|-1|\d{1,3})$/.test(protocol)) return protocol;
  throw refuse.invalidValue(`Invalid value '${written}' for IP protocol. Unknown protocol.`);
}

function portsOf(permission: Input, protocol: string): readonly [number, number] {
  if (!['tcp', 'udp', 'icmp', 'icmpv6'].includes(protocol)) return [-1, -1];
  const from = numberOf(permission, 'FromPort');
  const to = numberOf(permission, 'ToPort');
  if (from === undefined || to === undefined) {
    if (protocol.startsWith('icmp')) return [-1, -1];
    throw refuse.invalidValue(
      `Invalid value 'Must specify both from and to ports with TCP/UDP.' for portRange.`,
    );
  }
  const isPorts = !protocol.startsWith('icmp');
  if (isPorts && !(from >= 0 && to <= 65535 && from <= to)) {
    throw refuse.invalidValue(`Invalid TCP/UDP port range (${from}:${to})`);
  }
  return [from, to];
}

interface Named {
  readonly peer: RulePeer;
  readonly description: string | undefined;
}

function peersOf(world: World, group: SecurityGroup, permission: Input): readonly Named[] {
  const of = (list: string, peerOf: (one: Input) => RulePeer): readonly Named[] =>
    inputs(permission, list).map((one) => ({
      peer: peerOf(one),
      description: optionalText(one, 'Description'),
    }));
  return [
    ...of('IpRanges', (one) => ({ kind: 'cidr4', cidr: ipv4Of(String(one.CidrIp)) })),
    ...of('Ipv6Ranges', (one) => ({ kind: 'cidr6', cidr: String(one.CidrIpv6) })),
    ...of('PrefixListIds', (one) => ({
      kind: 'prefix-list',
      prefixListId: listOf(group, String(one.PrefixListId)),
    })),
    ...of('UserIdGroupPairs', (one) => groupPeer(world, group, one)),
  ];
}

function ipv4Of(written: string): string {
  const cidr = cidrOf(written);
  if (cidr) return cidrText(cidr);
  throw refuse.invalidValue(`CIDR block ${written} is malformed`);
}

function listOf(group: SecurityGroup, id: string): string {
  if (prefixLists(group).some((one) => one.id === id)) return id;
  throw isId('prefixList', id)
    ? refuse.notFound('prefixList', id)
    : refuse.malformed('prefixList', id);
}

/** Refused in AWS's words when it is not there, or in another VPC. Recorded on AWS. */
function groupPeer(world: World, group: SecurityGroup, one: Input): RulePeer {
  const groups = ec2Of(world).groups;
  const id = optionalText(one, 'GroupId') ?? '';
  const name = optionalText(one, 'GroupName');
  const found =
    groups.get(id) ??
    [...groups.values()].find((each) => each.vpcId === group.vpcId && each.name === name);
  if (found === undefined) {
    if (id !== '' && !isId('group', id)) throw refuse.malformed('group', id);
    throw refuse.notFound('group', id || String(name));
  }
  if (found.vpcId !== group.vpcId) {
    throw new Refusal(
      'InvalidGroup.NotFound',
      'You have specified two resources that belong to different networks.',
    );
  }
  return { kind: 'group', groupId: found.id, accountId: found.accountId };
}
