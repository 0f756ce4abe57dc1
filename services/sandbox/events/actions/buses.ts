import { actionsOn } from '../../core/make-action';
import { ownOf } from '../../core/own-of';
import type { Action, Call, World } from '../../core/service';
import { policyOfBus, putBusStatement, removeBusStatement, setBusPolicy } from '../bus-policy';
import { settingsAfter } from '../bus-settings';
import { addBus, busArn, findBus, requireBus } from '../find-bus';
import { optionalText, pageOf, requiredText, tagsOf } from '../input';
import { readPermission } from '../permission';
import { refuse } from '../refusals';
import { busOfCall } from '../rule-of-call';
import type { EventBus } from '../state';

const onBus = actionsOn(
  { resource: (call) => busArn({ ...call, bus: optionalText(call.input, 'EventBusName') }) },
  busOfCall,
);

export const createEventBusAction: Action = {
  resource: (call) => busArn({ ...call, bus: requiredText(call.input, 'Name') }),
  handle: (call, world) => {
    const name = requiredText(call.input, 'Name');
    if (name === 'default' || !/^[/.\-\w]{1,256}$/.test(name)) {
      throw refuse.invalid(`Event bus name ${name} is not valid.`);
    }
    const arn = busArn({ ...call, bus: name });
    if (world.events.buses.has(arn)) throw refuse.busExists(name);
    const settings = settingsAfter(world, call, arn);
    const bus = addBus(world, arn);
    for (const [key, value] of tagsOf(call.input)) bus.tags.set(key, value);
    bus.settings = settings;
    return { EventBusArn: arn, ...bus.settings };
  },
  record: (_call, output) => ({ responseElements: output && { eventBusArn: output.EventBusArn } }),
};

export const describeEventBusAction: Action = {
  resource: (call) => busArn(nameOf(call)),
  handle: (call, world) => renderBus(world, requireBus(world, nameOf(call))),
};

function nameOf(call: Call) {
  return { ...call, bus: optionalText(call.input, 'Name') };
}

function renderBus(world: World, bus: EventBus) {
  const policy = policyOfBus(world, bus);
  return {
    Name: bus.name,
    Arn: bus.arn,
    Policy: policy && JSON.stringify(policy),
    CreationTime: bus.createdAt,
    LastModifiedTime: bus.modifiedAt,
    ...bus.settings,
  };
}

export const listEventBusesAction: Action = {
  handle: (call, world) => {
    findBus(world, { accountId: call.accountId, region: call.region });
    const prefix = optionalText(call.input, 'NamePrefix') ?? '';
    const own = ownOf(call, world.events.buses).filter(({ name }) => name.startsWith(prefix));
    const page = pageOf(call.input, own);
    return {
      EventBuses: page.items.map((bus) => renderBus(world, bus)),
      NextToken: page.NextToken,
    };
  },
};

export const updateEventBusAction: Action = {
  resource: (call) => busArn({ ...call, bus: requiredText(call.input, 'Name') }),
  handle: (call, world) => {
    const bus = requireBus(world, { ...call, bus: requiredText(call.input, 'Name') });
    bus.settings = settingsAfter(world, call, bus.arn, bus.settings);
    bus.modifiedAt = world.now();
    return { Arn: bus.arn, Name: bus.name, ...bus.settings };
  },
};

/** Deleting a bus that does not exist succeeds. [D] API_DeleteEventBus */
export const deleteEventBusAction: Action = {
  resource: (call) => busArn({ ...call, bus: requiredText(call.input, 'Name') }),
  handle: (call, world) => {
    const name = requiredText(call.input, 'Name');
    const arn = busArn({ ...call, bus: name });
    if (name === 'default') throw refuse.invalid('Cannot delete event bus default.');
    if ((world.events.buses.get(arn)?.rules.size ?? 0) > 0) throw refuse.busHasRules();
    world.events.buses.delete(arn);
  },
};

/** A whole `Policy`, or one statement by StatementId, Action, Principal and Condition. */
export const putPermissionAction = onBus((bus, call, world) => {
  const policy = optionalText(call.input, 'Policy');
  if (policy === undefined) {
    putBusStatement(world, bus, readPermission(call.input, bus.arn));
    return;
  }
  const others = ['Action', 'Principal', 'StatementId', 'Condition'];
  if (others.some((name) => call.input[name] !== undefined)) {
    throw refuse.invalid(
      'Action, Principal, StatementId and Condition could not be combined with Policy parameter.',
    );
  }
  setBusPolicy(world, bus, policy);
});

export const removePermissionAction = onBus((bus, call, world) => {
  const id = optionalText(call.input, 'StatementId');
  const all = call.input.RemoveAllPermissions === true;
  if (all && id !== undefined) {
    throw refuse.invalid('StatementId could not be combined with All parameter.');
  }
  if (all) bus.policy = undefined;
  else if (id === undefined) throw refuse.notSpecified('StatementId');
  else removeBusStatement(bus, id);
  bus.modifiedAt = world.now();
});
