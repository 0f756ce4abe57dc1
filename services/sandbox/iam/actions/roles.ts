import { randomUUID } from 'node:crypto';
import { actionsOn } from '../../core/make-action';
import { partitionOf } from '../../core/partition';
import type { Action, Call, Output, World } from '../../core/service';
import type { ConditionContext } from '../condition-keys';
import { iamRecord, listedRole, roleOutput } from '../outputs';
import { page } from '../page';
import { encodeDocument, type PolicyDocument } from '../policy-document';
import {
  arnInput,
  identityPolicyInput,
  listInput,
  nameInput,
  pathInput,
  policyLength,
  tagList,
  tagsInput,
  textInput,
  trustPolicyInput,
} from '../read-input';
import { refuse } from '../refusals';
import {
  attachRolePolicy,
  createRole,
  deleteRole,
  findRoleNamed,
  putPermissionsBoundary,
  putRolePolicy,
} from '../roles';
import { createServiceLinkedRole, serviceLinkedRoleArn } from '../service-linked-roles';
import type { Role } from '../state';

const onRole = actionsOn({ resource: roleArnOfCall }, roleOfCall);

const changeParts = { resource: roleArnOfCall, record: iamRecord };

const changeRole = actionsOn(changeParts, ownRoleOfCall);

const changePermissions = actionsOn({ ...changeParts, conditions: roleConditions }, ownRoleOfCall);

export const createRoleAction: Action = {
  resource: (call) =>
    `arn:${partitionOf(call.region)}:iam::${call.accountId}:role${textInput(call, 'Path') ?? '/'}${textInput(call, 'RoleName') ?? ''}`,
  conditions: boundaryConditions,
  handle: (call, world) =>
    created(
      createRole(world, {
        accountId: call.accountId,
        trustPolicy: trustPolicyInput(call, 'AssumeRolePolicyDocument'),
        name: nameInput(call, 'RoleName'),
        path: ownPath(call),
        description: textInput(call, 'Description'),
        maxSessionSeconds: sessionSeconds(call),
        permissionsBoundaryArn: textInput(call, 'PermissionsBoundary'),
        tags: tagsInput(call),
      }),
    ),
  record: iamRecord,
};

/** MaxSessionDuration is not told back [R]. */
function created(role: Role): Output {
  const { MaxSessionDuration: _untold, ...Role } = roleOutput(role);
  return { Role };
}

/** Recorded on AWS for service-linked roles; of the roles of IAM Identity Center the words are not known [U]. */
function ownPath(call: Call): string {
  const path = pathInput(call);
  if (path.startsWith('/aws-service-role/')) {
    throw refuse.invalidInput(
      "Path prefix '/aws-service-role/' can only be used for AWS Service linked Roles",
    );
  }
  if (path.startsWith('/aws-reserved/')) {
    throw refuse.invalidInput("Path prefix '/aws-reserved/' can only be used by AWS");
  }
  return path;
}

/** One to twelve hours; undefined when it is left out. */
function sessionSeconds({ input }: Call): number | undefined {
  if (input.MaxSessionDuration === undefined) return undefined;
  const seconds = Number(input.MaxSessionDuration);
  if (seconds >= 3600 && seconds <= 43_200) return seconds;
  throw refuse.validationError(
    `1 validation error detected: Value '${seconds}' at 'maxSessionDuration' failed to satisfy constraint: Member must have value ${seconds < 3600 ? 'greater than or equal to 3600' : 'less than or equal to 43200'}`,
  );
}

export const createServiceLinkedRoleAction: Action = {
  resource: (call) => serviceLinkedRoleArn(call, textInput(call, 'AWSServiceName') ?? '') ?? '*',
  conditions: (call) => ({ 'iam:AWSServiceName': textInput(call, 'AWSServiceName') }),
  handle: (call, world) => {
    const service = textInput(call, 'AWSServiceName') ?? '';
    return created(createServiceLinkedRole(world, call.accountId, service));
  },
  record: iamRecord,
};

export const getRole = onRole((role) => ({ Role: { ...roleOutput(role), RoleLastUsed: {} } }));

export const listRoles: Action = {
  resource: ({ accountId, region }) => `arn:${partitionOf(region)}:iam::${accountId}:role/`,
  handle: (call, world) => {
    const prefix = textInput(call, 'PathPrefix') ?? '/';
    const roles = [...world.iam.roles.values()]
      .filter(({ accountId, path }) => accountId === call.accountId && path.startsWith(prefix))
      .sort((a, b) => a.name.localeCompare(b.name));
    return page(call, roles, (items) => ({ Roles: items.map(listedRole) }));
  },
};

/** What is left out stays as it is. */
export const updateRole = changeRole((role, call) => {
  role.maxSessionSeconds = sessionSeconds(call) ?? role.maxSessionSeconds;
  role.description = textInput(call, 'Description') ?? role.description;
});

export const updateAssumeRolePolicy = changeRole((role, call) => {
  role.trustPolicy = trustPolicyInput(call, 'PolicyDocument');
});

export const deleteRoleAction = changeRole((role, _call, world) => {
  if (role.managedPolicyArns.size > 0) throw refuse.policiesAttached();
  if (role.inlinePolicies.size > 0) throw refuse.policiesInline();
  deleteRole(world, role.arn);
});

/** Gone at once: whether the service still needs it is not asked. */
export const deleteServiceLinkedRole = onRole({ record: iamRecord }, (role, _call, world) => {
  if (!role.path.startsWith('/aws-service-role/')) throw refuse.roleNotFound(role.name);
  deleteRole(world, role.arn);
  return { DeletionTaskId: `task${role.path}${role.name}/${randomUUID()}` };
});

export const putRolePermissionsBoundary = changeRole(
  { conditions: boundaryConditions },
  (role, call, world) => {
    putPermissionsBoundary(world, role, arnInput(call, 'PermissionsBoundary'));
  },
);

/** A role that has none is left as it is. */
export const deleteRolePermissionsBoundary = changePermissions((role) => {
  role.permissionsBoundaryArn = undefined;
});

/** Attaching what is attached already changes nothing. */
export const attachRolePolicyAction = changePermissions((role, call, world) => {
  const arn = arnInput(call, 'PolicyArn');
  if (role.managedPolicyArns.size >= 10 && !role.managedPolicyArns.has(arn)) {
    throw refuse.quotaExceeded('PoliciesPerRole: 10');
  }
  attachRolePolicy(world, role, arn);
});

export const detachRolePolicy: Action = {
  ...changeParts,
  conditions: roleConditions,
  handle: (call, world) => {
    const arn = arnInput(call, 'PolicyArn');
    if (!ownRoleOfCall(call, world).managedPolicyArns.delete(arn)) throw refuse.policyNotFound(arn);
  },
};

export const listAttachedRolePolicies = onRole((role, call) => {
  return page(call, [...role.managedPolicyArns], (items) => ({
    AttachedPolicies: items.map((arn) => ({
      PolicyName: arn.slice(arn.lastIndexOf('/') + 1),
      PolicyArn: arn,
    })),
  }));
});

export const putRolePolicyAction = changePermissions((role, call) => {
  const document = identityPolicyInput(call);
  checkSize(call, role, document);
  putRolePolicy(role, nameInput(call, 'PolicyName', 128), document);
});

/** 10,240 characters for all inline policies of a role [D reference_iam-quotas]. */
function checkSize({ input }: Call, role: Role, document: PolicyDocument): void {
  const others = [...role.inlinePolicies].filter(([name]) => name !== input.PolicyName);
  const size = [document, ...others.map(([, each]) => each)]
    .map(policyLength)
    .reduce((sum, length) => sum + length, 0);
  if (size > 10_240) throw refuse.inlinePoliciesTooLarge(role.name);
}

export const getRolePolicy = onRole((role, call) => {
  const PolicyName = nameInput(call, 'PolicyName', 128);
  const document = role.inlinePolicies.get(PolicyName);
  if (!document) throw refuse.rolePolicyNotFound(PolicyName);
  return { RoleName: role.name, PolicyName, PolicyDocument: encodeDocument(document) };
});

export const deleteRolePolicy: Action = {
  ...changeParts,
  conditions: roleConditions,
  handle: (call, world) => {
    const name = nameInput(call, 'PolicyName', 128);
    if (!ownRoleOfCall(call, world).inlinePolicies.delete(name))
      throw refuse.rolePolicyNotFound(name);
  },
};

export const listRolePolicies = onRole((role, call) => {
  const names = [...role.inlinePolicies.keys()].sort();
  return page(call, names, (PolicyNames) => ({ PolicyNames }));
});

export const tagRole = changeRole(({ tags }, call) => {
  for (const [key, value] of Object.entries(tagsInput(call))) tags.set(key, value);
});

export const untagRole = changeRole(({ tags }, call) => {
  for (const key of listInput(call, 'TagKeys')) tags.delete(key);
});

export const listRoleTags = onRole((role, call) =>
  page(call, tagList(role.tags), (Tags) => ({ Tags })),
);

/** What policies are asked about: the role's ARN, with its path when it exists. */
function roleArnOfCall(call: Call, world: World): string {
  const name = textInput(call, 'RoleName') ?? '';
  const found = findRoleNamed(world, call.accountId, name);
  return found?.arn ?? `arn:${partitionOf(call.region)}:iam::${call.accountId}:role/${name}`;
}

function roleOfCall(call: Call, world: World): Role {
  const name = nameInput(call, 'RoleName');
  const found = findRoleNamed(world, call.accountId, name);
  if (found) return found;
  throw refuse.roleNotFound(name);
}

/** Refuses a service-linked role: only its service may change it [D using-service-linked-roles]. */
function ownRoleOfCall(call: Call, world: World): Role {
  const role = roleOfCall(call, world);
  if (role.path.startsWith('/aws-service-role/')) throw refuse.protectedRole(role.name);
  return role;
}

/** `iam:PermissionsBoundary` is the boundary the role has now, and with `PolicyArn` `iam:PolicyARN`. */
function roleConditions(call: Call, world: World): ConditionContext {
  const name = textInput(call, 'RoleName') ?? '';
  const role = findRoleNamed(world, call.accountId, name);
  return {
    'iam:PermissionsBoundary': role?.permissionsBoundaryArn,
    'iam:PolicyARN': textInput(call, 'PolicyArn'),
  };
}

/** `iam:PermissionsBoundary` is the boundary the request names. */
function boundaryConditions(call: Call): ConditionContext {
  return { 'iam:PermissionsBoundary': textInput(call, 'PermissionsBoundary') };
}
