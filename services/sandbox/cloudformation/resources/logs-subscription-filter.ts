import { findGroup, groupArn } from '../../logs/group-of-call';
import { putFilter } from '../../logs/put-filter';
import { refuse } from '../../logs/refusals';
import { checkSubscription } from '../../logs/subscriptions/deliver-events';
import { alreadyExists, type Creation, physicalName, type ResourceType } from '../resource-type';
import { optionalText, requiredText } from '../template';

export const logsSubscriptionFilter: ResourceType = {
  type: 'AWS::Logs::SubscriptionFilter',
  properties: [
    'DestinationArn',
    'Distribution',
    'FilterName',
    'FilterPattern',
    'LogGroupName',
    'RoleArn',
  ],
  create: (creation) => {
    const { deployment, properties } = creation;
    const { world } = deployment;
    const group = groupOf(creation);
    if (group === undefined) throw refuse.groupNotFound();
    const filterName = physicalName(creation, 'FilterName', 512);
    if (group.subscriptionFilters.has(filterName)) {
      throw alreadyExists('AWS::Logs::SubscriptionFilter', `${filterName}|${group.name}`);
    }
    if (group.subscriptionFilters.size >= 2) throw refuse.limitExceeded();
    const roleArn = optionalText(properties, 'RoleArn');
    const settings = {
      filterName,
      filterPattern: requiredText(properties, 'FilterPattern'),
      destinationArn: requiredText(properties, 'DestinationArn'),
      distribution: optionalText(properties, 'Distribution') ?? 'ByLogStream',
      ...(roleArn !== undefined && { roleArn }),
    };
    checkSubscription(world, group, settings);
    const creationTime = world.now().getTime();
    putFilter(group.subscriptionFilters, { filterName, settings, creationTime });
    return { physicalId: filterName };
  },
  remove: (removal) => {
    groupOf(removal)?.subscriptionFilters.delete(removal.physicalId);
  },
};

function groupOf({ deployment, properties }: Creation) {
  const name = requiredText(properties, 'LogGroupName');
  return findGroup(deployment.world, groupArn({ ...deployment, name }));
}
