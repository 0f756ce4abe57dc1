import { Refusal } from '../../core/refusal';
import { addBus, busArn } from '../../events/find-bus';
import { requiredText } from '../properties';
import type { ResourceType } from '../resource-type';

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
  remove: ({ deployment, physicalId }) => {
    deployment.world.events.buses.delete(busArn({ ...deployment, bus: physicalId }));
  },
};
