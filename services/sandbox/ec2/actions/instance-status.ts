import { optionalText } from '../../core/input';
import { ownOf } from '../../core/own-of';
import type { Call } from '../../core/service';
import { ec2Action } from '../action';
import { listed } from '../describe';
import { instanceOfCall, isTrue } from '../find';
import { instanceFilters } from '../instance-filters';
import { stateOutput } from '../instance-output';
import { arnOf, ec2Of, type Instance } from '../state';

/** Running ones, unless all are asked for; each that runs is well. [D] API_DescribeInstanceStatus */
export const describeInstanceStatus = ec2Action({
  sets: ['instancesSet', 'filterSet'],
  handle: (call, world) => {
    const { items, NextToken } = listed(world, call, {
      kind: 'instance',
      ids: 'InstanceIds',
      all: ownOf(call, ec2Of(world).instances),
      filters: instanceFilters,
    });
    const everyOne = isTrue(call.input, 'IncludeAllInstances');
    const asked = items.filter(({ state }) => everyOne || state === 'running');
    return { InstanceStatuses: asked.map(statusOutput), NextToken };
  },
});

function statusOutput({ id, availabilityZone, state }: Instance) {
  const status =
    state === 'running'
      ? { Status: 'ok', Details: [{ Name: 'reachability', Status: 'passed' }] }
      : { Status: 'not-applicable' };
  return {
    AvailabilityZone: availabilityZone,
    InstanceId: id,
    InstanceState: stateOutput(state),
    InstanceStatus: status,
    SystemStatus: status,
  };
}

/** Of the options only `HttpTokens` is kept: whether the metadata service asks for a token. */
export const modifyInstanceMetadataOptions = ec2Action({
  resource: (call: Call) => arnOf(call, 'instance', String(call.input.InstanceId)),
  handle: (call, world) => {
    const instance = instanceOfCall(call, world);
    instance.httpTokens = optionalText(call.input, 'HttpTokens') ?? instance.httpTokens;
    const InstanceMetadataOptions = { State: 'pending', HttpTokens: instance.httpTokens };
    return { InstanceId: instance.id, InstanceMetadataOptions };
  },
});
