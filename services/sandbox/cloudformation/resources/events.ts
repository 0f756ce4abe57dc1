import { Refusal } from '../../core/service';
import { putBusStatement, removeBusStatement } from '../../events/bus-policy';
import { addBus, busArn, requireBus } from '../../events/find-bus';
import { checkRuleRole, putRule } from '../../events/put-rule';
import { putTarget } from '../../events/put-target';
import type { Statement } from '../../iam/policy-document';
import { type Creation, physicalName, type ResourceType } from '../resource-type';
import {
  object,
  objects,
  optionalText,
  requiredText,
  type Values,
  validationError,
} from '../template';

export const eventsEventBus: ResourceType = {
  type: 'AWS::Events::EventBus',
  properties: ['Name', 'Description', 'Tags'],
  create: ({ deployment, properties }) => {
    const name = requiredText(properties, 'Name');
    const arn = busArn({ ...deployment, bus: name });
    if (deployment.world.events.buses.has(arn)) {
      throw new Refusal('ResourceAlreadyExistsException', `Event bus ${name} already exists.`);
    }
    addBus(deployment.world, arn);
    return { physicalId: name, attributes: { Arn: arn, Name: name } };
  },
  update: ({ physicalId, attributes }) => ({ physicalId, attributes }),
  remove: ({ deployment, physicalId }) => {
    deployment.world.events.buses.delete(busArn({ ...deployment, bus: physicalId }));
  },
};

/** Only the form with a whole Statement; Principal, Action and Condition beside it are the older one. */
export const eventsEventBusPolicy: ResourceType = {
  type: 'AWS::Events::EventBusPolicy',
  properties: ['EventBusName', 'StatementId', 'Statement'],
  create: ({ deployment, properties }) => {
    const bus = requireBus(deployment.world, {
      ...deployment,
      bus: optionalText(properties, 'EventBusName'),
    });
    const id = requiredText(properties, 'StatementId');
    const statement = object(properties, 'Statement') as unknown as Statement;
    putBusStatement(deployment.world, bus, { ...statement, Sid: id });
    return { physicalId: `${bus.name}|${id}` };
  },
  remove: ({ deployment, physicalId }) => {
    const [bus = '', id = ''] = physicalId.split('|');
    removeBusStatement(requireBus(deployment.world, { ...deployment, bus }), id);
  },
};

export const eventsRule: ResourceType = {
  type: 'AWS::Events::Rule',
  properties: [
    'Name',
    'Description',
    'EventBusName',
    'EventPattern',
    'RoleArn',
    'ScheduleExpression',
    'State',
    'Tags',
    'Targets',
  ],
  create: (creation) => {
    const { properties } = creation;
    const bus = busOf(creation, optionalText(properties, 'EventBusName'));
    const name = physicalName(creation, 'Name');
    const roleArn = optionalText(properties, 'RoleArn');
    checkRuleRole(creation.deployment.world, bus, { name, roleArn });
    const rule = putRule(bus, {
      name,
      eventPattern: eventPattern(properties),
      scheduleExpression: optionalText(properties, 'ScheduleExpression'),
      state: optionalText(properties, 'State'),
      description: optionalText(properties, 'Description'),
      roleArn,
    });
    for (const target of objects(properties, 'Targets')) {
      putTarget(rule, {
        ...target,
        Id: requiredText(target, 'Id'),
        Arn: requiredText(target, 'Arn'),
      });
    }
    const physicalId = bus.name === 'default' ? rule.name : `${bus.name}|${rule.name}`;
    return { physicalId, attributes: { Arn: rule.arn } };
  },
  // PutRule and PutTargets again; what is not a target any more is removed.
  update: (update, stacks) => {
    const { properties, before, physicalId } = update;
    const [name = '', bus = 'default'] = physicalId.split('|').reverse();
    const rule = busOf(update, bus).rules.get(name);
    const kept = objects(properties, 'Targets').map(({ Id }) => String(Id));
    for (const { Id } of objects(before, 'Targets'))
      if (!kept.includes(String(Id))) rule?.targets.delete(String(Id));
    return eventsRule.create(update, stacks);
  },
  remove: (removal) => {
    const [name = '', bus = 'default'] = removal.physicalId.split('|').reverse();
    busOf(removal, bus).rules.delete(name);
  },
};

function busOf({ deployment }: Creation, bus: string | undefined) {
  return requireBus(deployment.world, { ...deployment, bus });
}

function eventPattern(properties: Values): string | undefined {
  const { EventPattern: pattern, ScheduleExpression: schedule } = properties;
  if (pattern === undefined) {
    if (schedule !== undefined) return undefined;
    throw validationError('Parameter(s) EventPattern or ScheduleExpression must be specified.');
  }
  return typeof pattern === 'string' ? pattern : JSON.stringify(pattern);
}
