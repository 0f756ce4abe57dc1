import type { PolicyDocument } from '../../iam/policy-document';
import { createRole, deleteRole } from '../../iam/roles';
import { physicalName } from '../physical-name';
import { policyProperty } from '../policy-property';
import { objects, optionalNumber, optionalText, requiredText, texts } from '../properties';
import type { ResourceType } from '../resource-type';
import type { Values } from '../template';

export const iamRole: ResourceType = {
  type: 'AWS::IAM::Role',
  properties: [
    'AssumeRolePolicyDocument',
    'Description',
    'ManagedPolicyArns',
    'MaxSessionDuration',
    'Path',
    'PermissionsBoundary',
    'Policies',
    'RoleName',
    'Tags',
  ],
  create: (creation) => {
    const { deployment, properties } = creation;
    const path = optionalText(properties, 'Path');
    const maxSessionSeconds = optionalNumber(properties, 'MaxSessionDuration');
    const role = createRole(deployment.world, {
      accountId: deployment.accountId,
      name: physicalName(creation, 'RoleName'),
      trustPolicy: policyProperty(properties, 'AssumeRolePolicyDocument'),
      inlinePolicies: inlinePolicies(properties),
      managedPolicyArns: texts(properties, 'ManagedPolicyArns'),
      description: optionalText(properties, 'Description'),
      permissionsBoundaryArn: optionalText(properties, 'PermissionsBoundary'),
      tags: tags(properties),
      ...(path === undefined ? {} : { path }),
      ...(maxSessionSeconds === undefined ? {} : { maxSessionSeconds }),
    });
    return { physicalId: role.name, attributes: { Arn: role.arn, RoleId: role.id } };
  },
  remove: ({ deployment, physicalId, properties }) => {
    const path = optionalText(properties, 'Path') ?? '/';
    deleteRole(deployment.world, `arn:aws:iam::${deployment.accountId}:role${path}${physicalId}`);
  },
};

function inlinePolicies(properties: Values): Readonly<Record<string, PolicyDocument>> {
  return Object.fromEntries(
    objects(properties, 'Policies').map((policy) => [
      requiredText(policy, 'PolicyName'),
      policyProperty(policy, 'PolicyDocument'),
    ]),
  );
}

function tags(properties: Values): Readonly<Record<string, string>> {
  return Object.fromEntries(
    objects(properties, 'Tags').map((tag) => [
      requiredText(tag, 'Key'),
      requiredText(tag, 'Value'),
    ]),
  );
}
