import { createPolicy } from '../../iam/policies';
import type { PolicyDocument } from '../../iam/policy-document';
import { refuse } from '../../iam/refusals';
import {
  attachRolePolicy,
  createRole,
  deleteRole,
  deleteRolePolicy,
  findRoleNamed,
  putRolePolicy,
} from '../../iam/roles';
import type { Role } from '../../iam/state';
import { type Deployment, physicalName, type ResourceType } from '../resource-type';
import {
  objects,
  optionalNumber,
  optionalText,
  policyProperty,
  requiredText,
  tagsOf,
  texts,
  type Values,
} from '../template';

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
    const role = createRole(deployment.world, {
      accountId: deployment.accountId,
      name: physicalName(creation, 'RoleName'),
      trustPolicy: policyProperty(properties, 'AssumeRolePolicyDocument'),
      inlinePolicies: inlinePolicies(properties),
      managedPolicyArns: texts(properties, 'ManagedPolicyArns'),
      description: optionalText(properties, 'Description'),
      permissionsBoundaryArn: optionalText(properties, 'PermissionsBoundary'),
      tags: tagsOf(properties),
      path: optionalText(properties, 'Path'),
      maxSessionSeconds: optionalNumber(properties, 'MaxSessionDuration'),
    });
    return { physicalId: role.name, attributes: { Arn: role.arn, RoleId: role.id } };
  },
  update: ({ deployment, physicalId, attributes, properties, before }) => {
    const role = roleNamed(deployment, physicalId);
    const { world } = deployment;
    role.trustPolicy = policyProperty(properties, 'AssumeRolePolicyDocument');
    role.description = optionalText(properties, 'Description');
    role.maxSessionSeconds = optionalNumber(properties, 'MaxSessionDuration') ?? 3_600;
    const wanted = inlinePolicies(properties);
    for (const name of Object.keys(inlinePolicies(before)))
      if (!(name in wanted)) deleteRolePolicy(role, name);
    for (const [name, document] of Object.entries(wanted)) putRolePolicy(role, name, document);
    const attached = texts(properties, 'ManagedPolicyArns');
    for (const arn of texts(before, 'ManagedPolicyArns'))
      if (!attached.includes(arn)) role.managedPolicyArns.delete(arn);
    for (const arn of attached)
      if (!role.managedPolicyArns.has(arn)) attachRolePolicy(world, role, arn);
    role.permissionsBoundaryArn = optionalText(properties, 'PermissionsBoundary');
    role.tags.clear();
    for (const [key, value] of Object.entries(tagsOf(properties))) role.tags.set(key, value);
    return { physicalId, attributes };
  },
  remove: ({ deployment, physicalId, properties }) => {
    const path = optionalText(properties, 'Path') ?? '/';
    deleteRole(
      deployment.world,
      `arn:${deployment.world.partition}:iam::${deployment.accountId}:role${path}${physicalId}`,
    );
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

/** An inline policy of roles. Users and groups are refused: no template of ours has any. */
export const iamPolicy: ResourceType = {
  type: 'AWS::IAM::Policy',
  properties: ['PolicyDocument', 'PolicyName', 'Roles'],
  create: ({ deployment, properties }) => {
    const name = requiredText(properties, 'PolicyName');
    const document = policyProperty(properties, 'PolicyDocument');
    for (const role of texts(properties, 'Roles')) {
      putRolePolicy(roleNamed(deployment, role), name, document);
    }
    return { physicalId: name };
  },
  remove: ({ deployment, properties, physicalId }) => {
    for (const role of texts(properties, 'Roles')) {
      const found = findRoleNamed(deployment.world, deployment.accountId, role);
      if (found) deleteRolePolicy(found, physicalId);
    }
  },
};

export const iamManagedPolicy: ResourceType = {
  type: 'AWS::IAM::ManagedPolicy',
  properties: ['Description', 'ManagedPolicyName', 'Path', 'PolicyDocument', 'Roles'],
  create: (creation) => {
    const { deployment, properties } = creation;
    const { arn, id } = createPolicy(deployment.world, {
      accountId: deployment.accountId,
      name: physicalName(creation, 'ManagedPolicyName', 128),
      path: optionalText(properties, 'Path') ?? '/',
      description: optionalText(properties, 'Description'),
      document: policyProperty(properties, 'PolicyDocument'),
    });
    for (const role of texts(properties, 'Roles')) {
      attachRolePolicy(deployment.world, roleNamed(deployment, role), arn);
    }
    return { physicalId: arn, attributes: { PolicyArn: arn, PolicyId: id } };
  },
  remove: ({ deployment, physicalId, properties }) => {
    for (const role of texts(properties, 'Roles')) {
      findRoleNamed(deployment.world, deployment.accountId, role)?.managedPolicyArns.delete(
        physicalId,
      );
    }
    deployment.world.iam.managedPolicies.delete(physicalId);
  },
};

/** A role of the stack's account by name, under any path. Refuses like IAM when there is none. */
function roleNamed({ world, accountId }: Deployment, name: string): Role {
  const role = findRoleNamed(world, accountId, name);
  if (role === undefined) throw refuse.roleNotFound(name);
  return role;
}
