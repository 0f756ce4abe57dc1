import type { Place } from '../core/place';
import type { Call, World } from '../core/service';
import { type Machine, machineOf } from '../ec2/machine';
import { addressesOf } from '../ec2/prefix-lists';
import { reachesOut } from '../ec2/reaches';
import { arnOf, ec2Of, type Instance } from '../ec2/state';
import type { ConditionContext } from '../iam/condition-keys';
import { documents } from './documents/document';

/** The running instances of an account and Region: each has the agent, whether it can be reached or not. */
export const managedNodes = (world: World, { accountId, region }: Place): readonly Instance[] =>
  [...ec2Of(world).instances.values()].filter(
    (one) => one.accountId === accountId && one.region === region && one.state === 'running',
  );

/** Undefined for what is not there, is not running, or belongs to another account. */
export const managedNode = (world: World, place: Place, id: string): Instance | undefined =>
  managedNodes(world, place).find((one) => one.id === id);

/** The machine in an instance whose agent runs and gets through to Systems Manager. */
export function connectedMachine(world: World, place: Place, id: string): Machine | undefined {
  const node = managedNode(world, place, id);
  if (node === undefined || !hasWay(world, node, 'ssmmessages', OUTSIDE)) return undefined;
  const machine = machineOf(world, id);
  return machine.agent === 'online' ? machine : undefined;
}

/** Somewhere at AWS. */
const OUTSIDE = '52.94.233.1';

/** Whether a machine could open a connection to S3 of its own Region. */
export function reachesS3(world: World, instanceId: string): boolean {
  const node = ec2Of(world).instances.get(instanceId);
  if (node === undefined) return false;
  const [cidr = ''] = addressesOf(node.region, 's3');
  return hasWay(world, node, 's3', cidr.split('/')[0] ?? '');
}

/** By HTTPS to an interface endpoint where the VPC has one, else to the internet; routes are not looked at. */
function hasWay(
  world: World,
  { id, region, interfaceIds }: Instance,
  name: string,
  outside: string,
): boolean {
  const { endpoints, interfaces } = ec2Of(world);
  const { vpcId } = interfaces.get(interfaceIds[0] ?? '') ?? {};
  const service = `com.amazonaws.${region}.${name}`;
  const inVpc = [...endpoints.values()].filter(
    (one) => one.vpcId === vpcId && one.serviceName === service && one.privateDns,
  );
  const addresses = inVpc.flatMap((one) =>
    one.interfaceIds.flatMap((each) => interfaces.get(each)?.privateIp ?? []),
  );
  return (addresses.length > 0 ? addresses : [outside]).some((address) =>
    reachesOut(world, id, { address }, 443),
  );
}

export const nodeArn = (place: Place, id: string): string => arnOf(place, 'instance', id);

export const computerName = ({ address }: Machine): string =>
  `ip-${address.replaceAll('.', '-')}.ec2.internal`;

/** The tags of an instance or a document, as Systems Manager knows them to policies. */
export function resourceTags(arn: string, _call: Call, world: World): ConditionContext {
  const tagged =
    ec2Of(world).instances.get(arn.split('/').at(-1) ?? '') ?? documents(world).get(arn);
  const tags = [...(tagged?.tags ?? [])];
  return {
    'aws:ResourceTag/': undefined,
    'ssm:resourceTag/': undefined,
    ...Object.fromEntries(tags.map(([key, value]) => [`aws:ResourceTag/${key}`, value])),
    ...Object.fromEntries(tags.map(([key, value]) => [`ssm:resourceTag/${key}`, value])),
  };
}
