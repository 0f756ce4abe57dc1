import { texts } from '../../core/input';
import type { Call, World } from '../../core/service';
import { ec2Action } from '../action';
import { endInstance, initiated } from '../end-instance';
import { instancesOfCall, isTrue } from '../find';
import { stateOutput } from '../instance-output';
import { restart } from '../logins';
import { recordedParameters } from '../record';
import { refuse } from '../refusals';
import { arnOf, type Instance, type InstanceState } from '../state';

const named = (call: Call): readonly string[] =>
  texts(call.input, 'InstanceIds').map((id) => arnOf(call, 'instance', id));

type Change = { readonly InstanceId: string; readonly [state: string]: unknown };

/** What every call that changes the state of instances answers for one of them. */
function changed(instance: Instance, before: InstanceState, now: InstanceState): Change {
  return {
    InstanceId: instance.id,
    CurrentState: stateOutput(now),
    PreviousState: stateOutput(before),
  };
}

export const terminateInstances = ec2Action({
  resource: named,
  handle: (call, world) => {
    const instances = instancesOfCall(call, world);
    const kept = instances.find(
      ({ disableApiTermination, state }) => disableApiTermination && state !== 'terminated',
    );
    if (kept) {
      throw refuse.notPermitted(
        `The instance '${kept.id}' may not be terminated. Modify its 'disableApiTermination' instance attribute and try again.`,
      );
    }
    return {
      TerminatingInstances: instances.map((one) => {
        const before = one.state;
        if (before === 'terminated') return changed(one, before, before);
        endInstance(world, one);
        return changed(one, before, before === 'stopped' ? 'terminated' : 'shutting-down');
      }),
    };
  },
});

export const startInstances = ec2Action({
  resource: named,
  handle: (call, world) => {
    const instances = instancesOfCall(call, world);
    const ended = instances.find(({ state }) => state === 'terminated');
    if (ended) {
      throw refuse.incorrectInstanceState(
        `The instance '${ended.id}' is not in a state from which it can be started.`,
      );
    }
    return {
      StartingInstances: instances.map((one) => {
        const before = one.state;
        if (before === 'running') return changed(one, before, before);
        Object.assign(one, { state: 'running', stateReason: undefined, launchedAt: world.now() });
        return changed(one, before, 'pending');
      }),
    };
  },
});

export const stopInstances = ec2Action({
  resource: named,
  handle: (call, world) => {
    const instances = instancesOfCall(call, world);
    for (const { id, state, disableApiStop } of instances) {
      if (state === 'terminated') {
        throw refuse.incorrectInstanceState(
          `This instance '${id}' is not in a state from which it can be stopped.`,
        );
      }
      if (disableApiStop) {
        throw refuse.notPermitted(
          `The instance '${id}' may not be stopped. Modify its 'disableApiStop' instance attribute and try again.`,
        );
      }
    }
    return {
      StoppingInstances: instances.map((one) => {
        const before = one.state;
        if (before === 'stopped') return changed(one, before, before);
        Object.assign(one, { state: 'stopped', stateReason: initiated(world) });
        restart(world, one.id);
        return changed(one, before, 'stopping');
      }),
    };
  },
  parameters: (call) => ({
    ...recordedParameters(call),
    force: isTrue(call.input, 'Force'),
    skipOsShutdown: isTrue(call.input, 'SkipOsShutdown'),
  }),
});

export const rebootInstances = ec2Action({
  resource: named,
  handle: (call, world: World) => {
    const instances = instancesOfCall(call, world);
    const down = instances.find(({ state }) => state !== 'running');
    if (down === undefined) {
      for (const { id } of instances) restart(world, id);
      return undefined;
    }
    throw refuse.incorrectState(
      `Cannot reboot instance ${down.id} that is currently in ${down.state} state.`,
    );
  },
});
