import { type Input, inputs, optionalText } from '../../core/input';
import { actionsOn } from '../../core/make-action';
import type { Call, World } from '../../core/service';
import { ec2Of } from '../../ec2/state';
import { groupOfCall, numberOf, onGroup, refuse, requiredText } from '../group-of-call';
import {
  deregisterTarget,
  registerTarget,
  type Target,
  type TargetGroup,
  targetKey,
  targetsOf,
} from '../state';

const ofGroup = actionsOn(onGroup, groupOfCall);

const targetsOfCall = ({ input }: Call): readonly Omit<Target, 'goneAt'>[] =>
  inputs(input, 'Targets').map((target: Input) => ({
    id: requiredText(target, 'Id'),
    port: numberOf(target, 'Port'),
    availabilityZone: optionalText(target, 'AvailabilityZone'),
  }));

/** One that is there already is no error; an instance has to run. */
export const registerTargets = ofGroup((group, call, world) => {
  const targets = targetsOfCall(call);
  const { instances } = ec2Of(world);
  const wrong = targets.filter(({ id }) => {
    const instance = instances.get(id);
    return instance?.accountId !== call.accountId || instance.state !== 'running';
  });
  if (group.targetType === 'instance' && wrong.length > 0) {
    throw refuse.invalidTarget(wrong.map(({ id }) => id));
  }
  for (const { id, port = group.port, availabilityZone } of targets) {
    registerTarget(group, { id, port, availabilityZone });
  }
});

export const deregisterTargets = ofGroup((group, call, world) => {
  for (const target of targetsOfCall(call)) deregisterTarget(world, group, target);
});

/** Of all, or of those that are named, whether they are there or not. */
export const describeTargetHealth = ofGroup({ resource: () => '*' }, (group, call, world) => {
  const known = new Map(
    targetsOf(world, group).map((target) => [targetKey(target.id, target.port), target]),
  );
  const asked = targetsOfCall(call);
  const shown =
    asked.length === 0
      ? [...known.values()]
      : asked.map(({ port = group.port, ...rest }) => ({ ...rest, port }));
  return {
    TargetHealthDescriptions: shown.map(({ id, port, availabilityZone }) => ({
      Target: { Id: id, Port: port, AvailabilityZone: availabilityZone },
      HealthCheckPort: group.healthCheckPort === 'traffic-port' ? port : group.healthCheckPort,
      TargetHealth: healthOf(world, group, known.get(targetKey(id, port))),
    })),
  };
});

function healthOf(world: World, { loadBalancerArns }: TargetGroup, target: Target | undefined) {
  if (target === undefined) {
    return {
      State: 'unused',
      Reason: 'Target.NotRegistered',
      Description: 'Target is not registered to the target group',
    };
  }
  if (loadBalancerArns.length === 0) {
    return {
      State: 'unused',
      Reason: 'Target.NotInUse',
      Description: 'Target group is not configured to receive traffic from the load balancer',
    };
  }
  if (target.goneAt !== undefined) {
    return {
      State: 'draining',
      Reason: 'Target.DeregistrationInProgress',
      Description: 'Target deregistration is in progress',
    };
  }
  const instance = ec2Of(world).instances.get(target.id);
  if (instance === undefined || instance.state === 'running') return { State: 'healthy' };
  return {
    State: 'unused',
    Reason: 'Target.InvalidState',
    Description: 'Target is in the stopped state',
  };
}
