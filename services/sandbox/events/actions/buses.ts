import { actionsOn } from '../../core/make-action';
import { ownOf } from '../../core/own-of';
import { type Action, type Call, NotEmulated, orRefuse } from '../../core/service';
import { addBus, busArn, findBus, removeBusStatement, requireBus, setBusPolicy } from '../find-bus';
import { optionalText, pageOf, requiredText, tagsOf } from '../input';
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
    const bus = addBus(world, arn);
    for (const [key, value] of tagsOf(call.input)) bus.tags.set(key, value);
    return { EventBusArn: arn };
  },
  record: (_call, output) => ({ responseElements: output && { eventBusArn: output.EventBusArn } }),
};

export const describeEventBusAction: Action = {
  resource: (call) => busArn(nameOf(call)),
  handle: (call, world) => renderBus(requireBus(world, nameOf(call))),
};

function nameOf(call: Call) {
  return { ...call, bus: optionalText(call.input, 'Name') };
}

function renderBus(bus: EventBus) {
  return {
    Name: bus.name,
    Arn: bus.arn,
    Policy: bus.policy && JSON.stringify(bus.policy),
    CreationTime: bus.createdAt,
    ...bus.settings,
  };
}

export const listEventBusesAction: Action = {
  handle: (call, world) => {
    findBus(world, { accountId: call.accountId, region: call.region });
    const prefix = optionalText(call.input, 'NamePrefix') ?? '';
    const own = ownOf(call, world.events.buses).filter(({ name }) => name.startsWith(prefix));
    const page = pageOf(call.input, own);
    return { EventBuses: page.items.map(renderBus), NextToken: page.NextToken };
  },
};

/** [U] What is left out is cleared. [D] API_UpdateEventBus: no key means one of AWS's own. */
export const updateEventBusAction: Action = {
  resource: (call) => busArn({ ...call, bus: requiredText(call.input, 'Name') }),
  handle: (call, world) => {
    const bus = requireBus(world, { ...call, bus: requiredText(call.input, 'Name') });
    const { DeadLetterConfig } = call.input;
    bus.settings = {
      Description: optionalText(call.input, 'Description'),
      KmsKeyIdentifier: optionalText(call.input, 'KmsKeyIdentifier'),
      DeadLetterConfig,
    };
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
    if ((world.events.buses.get(arn)?.rules.size ?? 0) > 0) {
      throw refuse.invalid(`Event bus ${name} has rules.`);
    }
    world.events.buses.delete(arn);
  },
};

/** Only the form with a whole `Policy`; the older one by Principal and StatementId is refused. */
export const putPermissionAction = onBus((bus, call) => {
  setBusPolicy(bus, readPolicy(call));
});

function readPolicy(call: Call) {
  const text = optionalText(call.input, 'Policy');
  if (text === undefined) {
    throw new NotEmulated(
      'sandbox: events:PutPermission without Policy is not emulated; add it to services/sandbox/events/actions/buses.ts',
    );
  }
  return orRefuse(
    () => JSON.parse(text),
    () => refuse.invalid('Parameter Policy is not valid JSON.'),
  );
}

export const removePermissionAction = onBus((bus, call) => {
  if (call.input.RemoveAllPermissions === true) bus.policy = undefined;
  else removeBusStatement(bus, requiredText(call.input, 'StatementId'));
});
