import type { Action, Call, World } from '../core/service';
import type { ResourcePolicy } from '../iam/policy-document';
import { busArn, busPolicy, requireBus } from './find-bus';
import { optionalText, requiredText } from './input';
import { ruleArn } from './put-rule';
import { refuse } from './refusals';
import type { EventBus, Rule } from './state';

/** The bus an action names in `EventBusName`, or the default one. */
export function busOfCall(call: Call, world: World): EventBus {
  return requireBus(world, { ...call, bus: optionalText(call.input, 'EventBusName') });
}

export function ruleOfCall(call: Call, world: World, parameter: 'Name' | 'Rule') {
  const bus = busOfCall(call, world);
  const name = requiredText(call.input, parameter);
  const rule = bus.rules.get(name);
  if (rule === undefined) throw refuse.ruleNotFound(name, bus.name);
  return { bus, rule } satisfies { bus: EventBus; rule: Rule };
}

/**
 * What every action on one rule has in common. The policy of its bus takes part, so another account needs it to allow
 * the action: one that allows PutEvents alone lets no other account change the rules. [D] eb-event-bus-permissions-manage
 */
export const onRule = (parameter: 'Name' | 'Rule') =>
  ({
    resource: ruleArnOfCall(parameter),
    resourcePolicy: busPolicyOfCall,
  }) as const satisfies Pick<Action, 'resource' | 'resourcePolicy'>;

export function busPolicyOfCall(call: Call, world: World): ResourcePolicy {
  return busPolicy(world, busArn({ ...call, bus: optionalText(call.input, 'EventBusName') }));
}

/** What identity policies are asked about, whether the rule exists or not. */
export function ruleArnOfCall(parameter: 'Name' | 'Rule') {
  return (call: Call): string => {
    const arn = busArn({ ...call, bus: optionalText(call.input, 'EventBusName') });
    const [, , , region = '', accountId = '', resource = ''] = arn.split(':');
    const bus = { region, accountId, name: resource.slice('event-bus/'.length) };
    return ruleArn(bus, requiredText(call.input, parameter));
  };
}
