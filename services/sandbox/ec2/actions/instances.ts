import { inputs, optionalText, texts } from '../../core/input';
import { ownOf } from '../../core/own-of';
import { type Call, Refusal, type World } from '../../core/service';
import { ec2Action } from '../action';
import { listed } from '../describe';
import { numberOf, requiredText } from '../find';
import { instanceFilters } from '../instance-filters';
import { instanceOutput, stateOutput } from '../instance-output';
import { recordedParameters } from '../record';
import { refuse } from '../refusals';
import { instanceOfInput } from '../run-input';
import { defaultGroupId, runInstance, usedSubnet } from '../run-instance';
import { arnOf, ec2Of, type Instance, newId } from '../state';

export const describeInstances = ec2Action({
  sets: ['instancesSet', 'filterSet'],
  handle: (call, world) => {
    if (texts(call.input, 'InstanceIds').length > 0 && call.input.MaxResults !== undefined) {
      throw new Refusal(
        'InvalidParameterCombination',
        'The parameter instancesSet cannot be used with the parameter maxResults',
      );
    }
    const { items, NextToken } = listed(world, call, {
      kind: 'instance',
      ids: 'InstanceIds',
      all: ownOf(call, ec2Of(world).instances),
      filters: instanceFilters,
    });
    const reservations = new Map<string, Instance[]>();
    for (const one of items) {
      reservations.set(one.reservationId, [...(reservations.get(one.reservationId) ?? []), one]);
    }
    return {
      Reservations: [...reservations].map(([ReservationId, members]) => ({
        ReservationId,
        OwnerId: call.accountId,
        Groups: [],
        Instances: members.map((one) => instanceOutput(world, one)),
      })),
      NextToken,
    };
  },
});

/** IAM asks for each kind of thing it makes and uses, the default subnet and group too. [D] service authorization reference */
function runResources(call: Call, world: World): readonly string[] {
  const { input } = call;
  const [first = {}] = inputs(input, 'NetworkInterfaces');
  const named = [...texts(input, 'SecurityGroupIds'), ...texts(first, 'Groups')];
  const subnetId = optionalText(first, 'SubnetId') ?? optionalText(input, 'SubnetId');
  const subnet = usedSubnet(world, { ...call, subnetId });
  const groups = named.length > 0 ? named : [defaultGroupId(world, subnet?.vpcId ?? '')];
  return [
    arnOf(call, 'image', String(input.ImageId)),
    arnOf(call, 'instance', '*'),
    arnOf(call, 'network-interface', '*'),
    arnOf(call, 'volume', '*'),
    arnOf(call, 'subnet', subnet?.id ?? String(subnetId)),
    ...groups.map((id) => arnOf(call, 'security-group', id)),
    ...(input.KeyName === undefined ? [] : [arnOf(call, 'key-pair', String(input.KeyName))]),
  ];
}

export const runInstances = ec2Action({
  resource: runResources,
  handle: (call, world) => {
    const wanted = instanceOfInput(world, call);
    requiredText(call.input, 'MinCount');
    const count = numberOf(call.input, 'MaxCount') ?? 0;
    if (!(count > 0)) {
      throw refuse.invalidValue(
        `Value (${count}) for parameter maxCount is invalid. Minimum allowed value is 1.`,
      );
    }
    const { clientToken } = wanted;
    const before = ownOf(call, ec2Of(world).instances).filter(
      (one) => clientToken !== undefined && one.clientToken === clientToken,
    );
    const reservationId = before[0]?.reservationId ?? newId('r');
    const made =
      before.length > 0
        ? before
        : Array.from({ length: count }, () => runInstance(world, { ...wanted, reservationId }));
    return {
      ReservationId: reservationId,
      OwnerId: call.accountId,
      Groups: [],
      Instances: made.map((one) => ({
        ...instanceOutput(world, one),
        State: stateOutput('pending'),
        StateReason: { Code: 'pending', Message: 'pending' },
        PublicIpAddress: undefined,
      })),
    };
  },
  made: (call, { Instances }) =>
    (Instances as readonly { readonly InstanceId: string }[]).map(({ InstanceId }) =>
      arnOf(call, 'instance', InstanceId),
    ),
  parameters: (call) => {
    const { imageId, keyName, minCount, maxCount, ...rest } = recordedParameters(call);
    return { instancesSet: { items: [{ imageId, keyName, minCount, maxCount }] }, ...rest };
  },
});
