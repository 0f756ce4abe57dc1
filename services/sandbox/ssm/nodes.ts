import type { Place } from '../core/place';
import type { Call, World } from '../core/service';
import { type Machine, machineOf } from '../ec2/machine';
import { arnOf, ec2Of, type Instance } from '../ec2/state';
import type { ConditionContext } from '../iam/condition-keys';
import { documents } from './documents/document';

/** The running instances of an account and Region: each has the agent, whether it can be reached or not. */
export const managedNodes = (world: World, { accountId, region }: Place): readonly Instance[] =>
  [...ec2Of(world).instances.values()].filter(
    (one) => one.accountId === accountId && one.region === region && one.state === 'running',
  );

/** Undefined for what is not there, is not running or is somebody else's. */
export const managedNode = (world: World, place: Place, id: string): Instance | undefined =>
  managedNodes(world, place).find((one) => one.id === id);

/** The machine in an instance whose agent has its channel open. */
export function connectedMachine(world: World, place: Place, id: string): Machine | undefined {
  const machine = managedNode(world, place, id) && machineOf(world, id);
  return machine?.agent === 'online' ? machine : undefined;
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
