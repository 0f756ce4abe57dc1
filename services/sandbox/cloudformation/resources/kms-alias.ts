import { Refusal } from '../../core/refusal';
import { findKey, kmsOf } from '../../kms/state';
import { requiredText } from '../properties';
import type { ResourceType } from '../resource-type';

export const kmsAlias: ResourceType = {
  type: 'AWS::KMS::Alias',
  properties: ['AliasName', 'TargetKeyId'],
  create: ({ deployment, properties }) => {
    const { world, accountId, region } = deployment;
    const name = requiredText(properties, 'AliasName');
    const keyId = requiredText(properties, 'TargetKeyId');
    const key = findKey(world, { keyId, accountId, region });
    if (key === undefined) throw new Refusal('NotFoundException', `Key '${keyId}' does not exist`);
    kmsOf(world).aliases.set(`arn:aws:kms:${region}:${accountId}:${name}`, key.arn);
    return { physicalId: name };
  },
  remove: ({ deployment: { world, accountId, region }, physicalId }) => {
    kmsOf(world).aliases.delete(`arn:aws:kms:${region}:${accountId}:${physicalId}`);
  },
};
