import { findKey } from '../../kms/find-key';
import { putAlias } from '../../kms/put-alias';
import { refuse } from '../../kms/refusals';
import { requiredText } from '../properties';
import type { ResourceType } from '../resource-type';

export const kmsAlias: ResourceType = {
  type: 'AWS::KMS::Alias',
  properties: ['AliasName', 'TargetKeyId'],
  create: ({ deployment: { world, accountId, region }, properties }) => {
    const name = requiredText(properties, 'AliasName');
    const keyId = requiredText(properties, 'TargetKeyId');
    const key = findKey(world, { keyId, accountId, region });
    if (key === undefined) throw refuse.keyNotFound(keyId);
    const arn = `arn:aws:kms:${region}:${accountId}:${name}`;
    if (world.kms.aliases.has(arn)) throw refuse.aliasExists(arn);
    putAlias(world, name, key);
    return { physicalId: name };
  },
  remove: ({ deployment: { world, accountId, region }, physicalId }) => {
    world.kms.aliases.delete(`arn:aws:kms:${region}:${accountId}:${physicalId}`);
  },
};
