import { putBusStatement, removeBusStatement } from '../../events/bus-policy';
import { requireBus } from '../../events/find-bus';
import type { Statement } from '../../iam/policy-document';
import { object, optionalText, requiredText } from '../properties';
import type { ResourceType } from '../resource-type';

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
    putBusStatement(bus, { ...statement, Sid: id });
    return { physicalId: `${bus.name}|${id}` };
  },
  remove: ({ deployment, physicalId }) => {
    const [bus = '', id = ''] = physicalId.split('|');
    removeBusStatement(requireBus(deployment.world, { ...deployment, bus }), id);
  },
};
