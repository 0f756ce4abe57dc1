import { checkRetention, createGroup, deleteGroup } from '../../logs/create-group';
import { findGroup, groupArn } from '../../logs/group-of-call';
import { alreadyExists, physicalName, type ResourceType } from '../resource-type';
import { optionalNumber, optionalText, tagMap } from '../template';

export const logsLogGroup: ResourceType = {
  type: 'AWS::Logs::LogGroup',
  properties: ['KmsKeyId', 'LogGroupClass', 'LogGroupName', 'RetentionInDays', 'Tags'],
  create: (creation) => {
    const { deployment, properties } = creation;
    const { world, accountId, region } = deployment;
    const name = physicalName(creation, 'LogGroupName', 512);
    if (findGroup(world, groupArn({ accountId, region, name })) !== undefined) {
      throw alreadyExists('AWS::Logs::LogGroup', `{"/properties/LogGroupName":"${name}"}`);
    }
    const group = createGroup(world, {
      accountId,
      region,
      name,
      logGroupClass: optionalText(properties, 'LogGroupClass'),
      kmsKeyId: optionalText(properties, 'KmsKeyId'),
      tags: tagMap(properties),
    });
    const days = optionalNumber(properties, 'RetentionInDays');
    if (days !== undefined) group.retentionInDays = checkRetention(days);
    return { physicalId: name, attributes: { Arn: `${group.arn}:*` } };
  },
  update: ({ deployment, physicalId, attributes, properties }) => {
    const { world, accountId, region } = deployment;
    const group = findGroup(world, groupArn({ accountId, region, name: physicalId }));
    const days = optionalNumber(properties, 'RetentionInDays');
    if (group) {
      delete group.retentionInDays;
      if (days !== undefined) group.retentionInDays = checkRetention(days);
      delete group.kmsKeyId;
      const keyId = optionalText(properties, 'KmsKeyId');
      if (keyId !== undefined) group.kmsKeyId = keyId;
    }
    return { physicalId, attributes };
  },
  remove: ({ deployment: { world, accountId, region }, physicalId }) => {
    const group = findGroup(world, groupArn({ accountId, region, name: physicalId }));
    if (group !== undefined) deleteGroup(world, group);
  },
};
