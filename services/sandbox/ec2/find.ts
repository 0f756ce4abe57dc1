import { optionalText, textReader, texts } from '../core/input';
import type { Call, World } from '../core/service';
import { isId, type Kind, refuse } from './refusals';
import {
  type Ec2Resource,
  ec2Of,
  type Image,
  type Instance,
  type NetworkAcl,
  type NetworkInterface,
  type SecurityGroup,
  type Snapshot,
  type Subnet,
  type Volume,
  type Vpc,
} from './state';

export const requiredText = textReader((name) =>
  refuse.missingParameter(name.charAt(0).toLowerCase() + name.slice(1)),
);

/** Finds what a call names of its own account and Region; refuses a malformed id, and one that is of nothing there. */
const finder =
  <T extends Ec2Resource>(kind: Kind, all: (world: World) => ReadonlyMap<string, T>) =>
  (world: World, call: Call, id: string): T => {
    if (!isId(kind, id)) throw refuse.malformed(kind, id);
    const found = all(world).get(id);
    if (found && found.accountId === call.accountId && found.region === call.region) return found;
    throw refuse.notFound(kind, id);
  };

export const findInstance = finder<Instance>('instance', (world) => ec2Of(world).instances);
export const findGroup = finder<SecurityGroup>('group', (world) => ec2Of(world).groups);
export const findInterface = finder<NetworkInterface>(
  'interface',
  (world) => ec2Of(world).interfaces,
);
export const findVpc = finder<Vpc>('vpc', (world) => ec2Of(world).vpcs);
export const findSubnet = finder<Subnet>('subnet', (world) => ec2Of(world).subnets);
export const findAcl = finder<NetworkAcl>('acl', (world) => ec2Of(world).acls);
export const findVolume = finder<Volume>('volume', (world) => ec2Of(world).volumes);
export const findSnapshot = finder<Snapshot>('snapshot', (world) => ec2Of(world).snapshots);
export const findImage = finder<Image>('image', (world) => ec2Of(world).images);

/** The instances that a call names, all of them or a refusal. */
export function instancesOfCall(call: Call, world: World): readonly Instance[] {
  const ids = texts(call.input, 'InstanceIds');
  if (ids.length === 0) throw refuse.missingParameter('InstanceId');
  return ids.map((id) => findInstance(world, call, id));
}

export const instanceOfCall = (call: Call, world: World): Instance =>
  findInstance(world, call, requiredText(call.input, 'InstanceId'));

export const isTrue = (input: Call['input'], name: string): boolean =>
  optionalText(input, name) === 'true';

/** Undefined when it was left out. */
export function numberOf(
  input: Readonly<Record<string, unknown>>,
  name: string,
): number | undefined {
  const text = optionalText(input, name);
  return text === undefined ? undefined : Number(text);
}
