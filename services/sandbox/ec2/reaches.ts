import type { World } from '../core/service';
import { cidrOf, contains, ipNumber } from './cidr';
import { interfacesOf } from './instance-output';
import { listHas } from './prefix-lists';
import {
  type AclEntry,
  ec2Of,
  type GroupRule,
  type Instance,
  type NetworkAcl,
  type NetworkInterface,
} from './state';

/** The other end of a connection. */
export interface Peer {
  readonly address: string;
}

/** A TCP connection someone has with an instance, or one that the instance itself opened. */
export interface Flow {
  readonly instanceId: string;
  readonly address: string;
  readonly port: number;
  readonly isOutgoing: boolean;
  /** It outlives the rule that let it in. [D] security-group-connection-tracking */
  readonly isTracked: boolean;
}

/** Whether a new connection to a port of an instance would come about, by groups and lists; routes are not looked at. */
export function reaches(world: World, from: Peer, instanceId: string, port: number): boolean {
  return connect(world, from, instanceId, port) !== undefined;
}

/** Whether the instance itself could open one to a port of someone else. */
export function reachesOut(world: World, instanceId: string, to: Peer, port: number): boolean {
  return open(world, { instanceId, address: to.address, port, isOutgoing: true }) !== undefined;
}

/** A new connection, or undefined when something is in its way. */
export function connect(
  world: World,
  { address }: Peer,
  instanceId: string,
  port: number,
): Flow | undefined {
  return open(world, { instanceId, address, port, isOutgoing: false });
}

/** Whether a connection still gets through: a list that denies it cuts it, a group only if it is not tracked. */
export function isAlive(world: World, flow: Flow): boolean {
  const end = endOf(world, flow.instanceId);
  if (end === undefined || !passesLists(end.acl, flow)) return false;
  return flow.isTracked || rulesFor(world, end.network, flow).length > 0;
}

type Wanted = Omit<Flow, 'isTracked'>;

function open(world: World, wanted: Wanted): Flow | undefined {
  const end = endOf(world, wanted.instanceId);
  if (end === undefined || !passesLists(end.acl, wanted)) return undefined;
  const rules = rulesFor(world, end.network, wanted);
  if (rules.length === 0) return undefined;
  return { ...wanted, isTracked: !isOpen(world, end.network, rules, wanted) };
}

interface End {
  readonly network: NetworkInterface;
  readonly acl: NetworkAcl | undefined;
}

function endOf(world: World, instanceId: string): End | undefined {
  const { instances, acls } = ec2Of(world);
  const instance: Instance | undefined = instances.get(instanceId);
  const network = instance && interfacesOf(world, instance)[0];
  if (network === undefined || instance?.state !== 'running') return undefined;
  const acl = [...acls.values()].find((one) =>
    [...one.associations.values()].includes(network.subnetId),
  );
  return { network, acl };
}

/** A port of those from which clients call; lists know no connections and have to let the answers through, too. */
const EPHEMERAL = 50_000;

function passesLists(acl: NetworkAcl | undefined, { address, port, isOutgoing }: Wanted): boolean {
  if (acl === undefined) return true;
  return (
    allows(acl, { isEgress: isOutgoing, address, port }) &&
    allows(acl, { isEgress: !isOutgoing, address, port: EPHEMERAL })
  );
}

interface Packet {
  readonly isEgress: boolean;
  readonly address: string;
  readonly port: number;
}

/** The first entry that fits decides. [D] vpc-network-acls */
function allows({ entries }: NetworkAcl, packet: Packet): boolean {
  const inOrder = [...entries].sort((one, other) => one.ruleNumber - other.ruleNumber);
  return inOrder.find((entry) => fits(entry, packet))?.action === 'allow';
}

function fits(entry: AclEntry, { isEgress, address, port }: Packet): boolean {
  const cidr = cidrOf(entry.cidr);
  const { ports } = entry;
  return (
    entry.isEgress === isEgress &&
    ['-1', '6'].includes(entry.protocol) &&
    cidr !== undefined &&
    contains(cidr, ipNumber(address)) &&
    (ports === undefined || (port >= ports.from && port <= ports.to))
  );
}

function rulesFor(
  world: World,
  network: NetworkInterface,
  { address, port, isOutgoing }: Wanted,
): readonly GroupRule[] {
  return groupRules(world, network).filter(
    (rule) =>
      rule.isEgress === isOutgoing &&
      coversPort(rule, port) &&
      namesPeer(world, network, rule, address),
  );
}

function groupRules(world: World, { groupIds }: NetworkInterface): readonly GroupRule[] {
  return groupIds.flatMap((id) => [...(ec2Of(world).groups.get(id)?.rules.values() ?? [])]);
}

const coversPort = ({ protocol, fromPort, toPort }: GroupRule, port: number): boolean =>
  protocol === '-1' || (protocol === 'tcp' && port >= fromPort && port <= toPort);

function namesPeer(
  world: World,
  network: NetworkInterface,
  { peer }: GroupRule,
  address: string,
): boolean {
  if (peer.kind === 'cidr4') {
    const cidr = cidrOf(peer.cidr);
    return cidr !== undefined && contains(cidr, ipNumber(address));
  }
  if (peer.kind === 'prefix-list') return listHas(network, peer.prefixListId, address);
  if (peer.kind !== 'group') return false;
  return [...ec2Of(world).interfaces.values()].some(
    ({ privateIp, groupIds }) => privateIp === address && groupIds.includes(peer.groupId),
  );
}

/** Open to the world both ways: such a connection is not tracked. [D] security-group-connection-tracking */
function isOpen(
  world: World,
  network: NetworkInterface,
  rules: readonly GroupRule[],
  { isOutgoing }: Wanted,
): boolean {
  const back = groupRules(world, network).filter(
    (rule) => rule.isEgress !== isOutgoing && coversPort(rule, EPHEMERAL),
  );
  return rules.some(isForAll) && back.some(isForAll);
}

const isForAll = ({ peer }: GroupRule): boolean =>
  peer.kind === 'cidr4' && peer.cidr === '0.0.0.0/0';
