import { partitionOf } from '../../core/partition';
import { NotEmulated, type World } from '../../core/service';
import { checkPolicy } from '../../iam/check-policy';
import { createKey, type NewKey, putAlias, rotate, scheduleDeletion } from '../../kms/create-key';
import { findKey } from '../../kms/find-key';
import { refuse } from '../../kms/refusals';
import { isKeySpec, type Key } from '../../kms/state';
import type { Creation, ResourceType } from '../resource-type';
import {
  optionalNumber,
  optionalText,
  policyProperty,
  requiredText,
  tagMap,
  type Values,
} from '../template';

/** A key as CreateKey would make it. Deleting the stack schedules its deletion, as on AWS. */
export const kmsKey: ResourceType = {
  type: 'AWS::KMS::Key',
  properties: [
    'BypassPolicyLockoutSafetyCheck',
    'Description',
    'EnableKeyRotation',
    'Enabled',
    'KeyPolicy',
    'KeySpec',
    'KeyUsage',
    'MultiRegion',
    'PendingWindowInDays',
    'RotationPeriodInDays',
    'Tags',
  ],
  create: ({ deployment, properties }) => {
    const key = createKey(deployment.world, newKey(deployment, properties));
    key.enabled = optionalText(properties, 'Enabled') !== 'false';
    rotateIfAsked(deployment.world, key, properties);
    return { physicalId: key.keyId, attributes: { Arn: key.arn, KeyId: key.keyId } };
  },
  adopt: ({ deployment: { world, accountId, region }, physicalId }) => {
    const key = findKey(world, { keyId: physicalId, accountId, region });
    if (key === undefined) throw refuse.keyNotFound(physicalId);
    return { physicalId: key.keyId, attributes: { Arn: key.arn, KeyId: key.keyId } };
  },
  update: ({ deployment: { world, accountId, region }, physicalId, attributes, properties }) => {
    const key = findKey(world, { keyId: physicalId, accountId, region });
    if (key && properties.KeyPolicy !== undefined)
      key.policy = policyProperty(properties, 'KeyPolicy');
    return { physicalId, attributes };
  },
  remove: ({ deployment: { world, accountId, region }, physicalId, properties }) => {
    const key = findKey(world, { keyId: physicalId, accountId, region });
    if (key === undefined || key.deletionDate !== undefined) return;
    scheduleDeletion(world, key, optionalNumber(properties, 'PendingWindowInDays') ?? 30);
  },
};

function newKey({ accountId, region }: Creation['deployment'], properties: Values): NewKey {
  const policy =
    properties.KeyPolicy === undefined ? undefined : policyProperty(properties, 'KeyPolicy');
  if (policy !== undefined) checkPolicy(policy);
  return {
    accountId,
    region,
    policy,
    description: optionalText(properties, 'Description'),
    keySpec: keySpecOf(properties),
    multiRegion: optionalText(properties, 'MultiRegion') === 'true',
    tags: tagMap(properties),
  };
}

function keySpecOf(properties: Values): Key['keySpec'] {
  const spec = optionalText(properties, 'KeySpec') ?? 'SYMMETRIC_DEFAULT';
  if (isKeySpec(spec)) return spec;
  throw new NotEmulated(
    `sandbox: KeySpec ${spec} of AWS::KMS::Key is not emulated; add it to services/sandbox/kms/create-key.ts`,
  );
}

function rotateIfAsked(world: World, key: Key, properties: Values): void {
  if (optionalText(properties, 'EnableKeyRotation') !== 'true') return;
  rotate(world, key, optionalNumber(properties, 'RotationPeriodInDays') ?? 365);
}

export const kmsAlias: ResourceType = {
  type: 'AWS::KMS::Alias',
  properties: ['AliasName', 'TargetKeyId'],
  create: ({ deployment: { world, accountId, region }, properties }) => {
    const name = requiredText(properties, 'AliasName');
    const keyId = requiredText(properties, 'TargetKeyId');
    const key = findKey(world, { keyId, accountId, region });
    if (key === undefined) throw refuse.keyNotFound(keyId);
    const arn = `arn:${partitionOf(region)}:kms:${region}:${accountId}:${name}`;
    if (world.kms.aliases.has(arn)) throw refuse.aliasExists(arn);
    putAlias(world, name, key);
    return { physicalId: name };
  },
  remove: ({ deployment: { world, accountId, region }, physicalId }) => {
    world.kms.aliases.delete(`arn:${partitionOf(region)}:kms:${region}:${accountId}:${physicalId}`);
  },
};
