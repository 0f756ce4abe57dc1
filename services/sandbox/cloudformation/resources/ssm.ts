import { partitionOf } from '../../core/partition';
import { documentArn, documents } from '../../ssm/documents/document';
import { createDocument } from '../../ssm/documents/put-document';
import { parameters } from '../../ssm/state';
import { alreadyExists, type Creation, physicalName, type ResourceType } from '../resource-type';
import { optionalText, requiredText, tagMap, type Values } from '../template';

/** A document whose content is an object is put as its JSON. */
export const ssmDocument: ResourceType = {
  type: 'AWS::SSM::Document',
  properties: [
    'Content',
    'DocumentFormat',
    'DocumentType',
    'Name',
    'Tags',
    'TargetType',
    'UpdateMethod',
    'VersionName',
  ],
  create: (creation) => {
    const { deployment, properties } = creation;
    const { world, accountId, region } = deployment;
    const name = physicalName(creation, 'Name', 128);
    if (documents(world).has(documentArn({ accountId, region, name }))) {
      throw alreadyExists('AWS::SSM::Document', name);
    }
    createDocument(world, {
      accountId,
      region,
      name,
      type: optionalText(properties, 'DocumentType') ?? 'Command',
      tags: tagMap(properties),
      ...contentOf(properties),
      versionName: optionalText(properties, 'VersionName'),
    });
    return { physicalId: name };
  },
  remove: ({ deployment, physicalId }) => {
    documents(deployment.world).delete(documentArn({ ...deployment, name: physicalId }));
  },
};

function contentOf(properties: Values) {
  const { Content: content } = properties;
  if (typeof content === 'object') return { content: JSON.stringify(content), format: 'JSON' };
  const format = optionalText(properties, 'DocumentFormat') ?? 'JSON';
  return { content: requiredText(properties, 'Content'), format };
}

/** A text or a list of them; what is secret, templates cannot make. */
export const ssmParameter: ResourceType = {
  type: 'AWS::SSM::Parameter',
  properties: [
    'AllowedPattern',
    'DataType',
    'Description',
    'Name',
    'Tags',
    'Tier',
    'Type',
    'Value',
  ],
  create: (creation) => {
    const { deployment, properties } = creation;
    const { world } = deployment;
    const name = physicalName(creation, 'Name', 1011);
    const arn = parameterArn(creation, name);
    if (parameters(world).has(arn)) throw alreadyExists('AWS::SSM::Parameter', name);
    const value = requiredText(properties, 'Value');
    const type = requiredText(properties, 'Type') === 'StringList' ? 'StringList' : 'String';
    const changedAt = world.now();
    parameters(world).set(arn, { arn, name, type, value, version: 1, keyId: undefined, changedAt });
    return { physicalId: name, attributes: { Type: type, Value: value } };
  },
  remove: (removal) => {
    parameters(removal.deployment.world).delete(parameterArn(removal, removal.physicalId));
  },
};

const parameterArn = ({ deployment: { region, accountId } }: Creation, name: string): string =>
  `arn:${partitionOf(region)}:ssm:${region}:${accountId}:parameter/${name.replace(/^\//, '')}`;
