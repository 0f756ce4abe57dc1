import { requireBus } from '../../events/find-bus';
import { putRule } from '../../events/put-rule';
import { putTarget } from '../../events/put-target';
import { physicalName } from '../physical-name';
import { objects, optionalText, requiredText } from '../properties';
import type { Creation, ResourceType } from '../resource-type';
import type { Values } from '../template';
import { validationError } from '../validation-error';

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
    const rule = putRule(bus, {
      name: physicalName(creation, 'Name'),
      eventPattern: eventPattern(properties),
      scheduleExpression: optionalText(properties, 'ScheduleExpression'),
      state: optionalText(properties, 'State'),
      description: optionalText(properties, 'Description'),
      roleArn: optionalText(properties, 'RoleArn'),
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
