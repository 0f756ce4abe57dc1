import { randomBytes } from 'node:crypto';
import { type Action, type Call, NotEmulated, type Output, type World } from '../../core/service';
import { answerInRecord } from '../answer-in-record';
import {
  attach,
  detach,
  detachAllOf,
  policiesAttachedTo,
  targetArn,
  targetOf,
  targetsOf,
} from '../attachments';
import { builtins } from '../builtin-policies';
import { createPolicy, readPolicyContent } from '../create-policy';
import {
  byAdministrator,
  byManagement,
  managedOrganization,
  policyTypeCondition,
} from '../organization-of';
import { rootOutput } from '../outputs';
import { page } from '../page';
import { refuse } from '../refusals';
import {
  type Organization,
  type OrganizationResourcePolicy,
  type Policy,
  type PolicyType,
  policyTypes,
} from '../state';

interface Attachment {
  readonly policy: Policy;
  readonly targetId: string;
  /** Ids of what is attached to the target, of the policy's type. */
  readonly attached: readonly string[];
}

/** The policy and the target that AttachPolicy and DetachPolicy name. */
function attachmentOfCall(world: World, call: Call): Attachment {
  managedOrganization(world, call);
  const policy = policyOfCall(world, call);
  const targetId = String(call.input.TargetId);
  if (!targetOf(world, targetId)) throw refuse.targetNotFound();
  if (!world.organization.enabledPolicyTypes.has(policy.type)) {
    throw refuse.policyTypeNotEnabled(policy.type);
  }
  const attached = policiesAttachedTo(world, targetId, policy.type).map(({ id }) => id);
  return { policy, targetId, attached };
}

/** The caller needs both the policy and the target. */
const attachmentPermission: Pick<Action, 'resource' | 'conditions'> = {
  resource: (call, world) => [policyArn(call, world), targetArn(world, call.input.TargetId)],
  conditions: ({ input }, world) =>
    policyTypeCondition(world.organization.policies.get(String(input.PolicyId))?.type),
};

/** The root and the policy type that EnablePolicyType and DisablePolicyType name. */
function policyTypeOfCall(
  world: World,
  call: Call,
): { readonly organization: Organization; readonly type: PolicyType } {
  const organization = managedOrganization(world, call);
  if (call.input.RootId !== organization.rootId) throw refuse.rootNotFound();
  return { organization, type: readPolicyType(call.input.PolicyType) };
}

const policyTypePermission: Pick<Action, 'resource' | 'conditions'> = {
  resource: ({ input }, world) => targetArn(world, input.RootId),
  conditions: ({ input }) => policyTypeCondition(input.PolicyType),
};

/** Attaches AWS's own policy everywhere; attachments from before do not come back [D orgs_manage_policies_enable-disable]. */
export const enablePolicyType: Action = {
  ...policyTypePermission,
  handle: (call, world) => {
    const { organization, type } = policyTypeOfCall(world, call);
    const { enabledPolicyTypes, parents } = world.organization;
    if (enabledPolicyTypes.has(type)) throw refuse.policyTypeAlreadyEnabled();
    enabledPolicyTypes.add(type);
    for (const target of [organization.rootId, ...parents.keys()]) {
      attach(world, builtins[type].id, target);
    }
    return { Root: rootOutput(world, organization) };
  },
  record: answerInRecord,
};

/** The answer still says ENABLED, as the public record does (techniques ORG-05); ListRoots no longer. */
export const disablePolicyType: Action = {
  ...policyTypePermission,
  handle: (call, world) => {
    const { organization, type } = policyTypeOfCall(world, call);
    const { enabledPolicyTypes } = world.organization;
    if (!enabledPolicyTypes.has(type)) throw refuse.policyTypeNotEnabled(type);
    const Root = rootOutput(world, organization);
    detachAllOf(world, type);
    enabledPolicyTypes.delete(type);
    return { Root };
  },
  record: answerInRecord,
};

/** The record carries the whole content, as UpdatePolicy's does. */
export const createPolicyAction: Action = {
  conditions: ({ input }) => policyTypeCondition(input.Type),
  handle: (call, world) => {
    managedOrganization(world, call);
    return { Policy: policyOutput(created(call, world)) };
  },
  record: answerInRecord,
};

function created({ input }: Call, world: World) {
  const type = readPolicyType(input.Type);
  const name = String(input.Name ?? '');
  const taken = [...world.organization.policies.values()].some(
    (policy) => policy.type === type && policy.name === name,
  );
  if (taken) throw refuse.duplicatePolicy();
  return createPolicy(world, {
    type,
    name,
    description: String(input.Description ?? ''),
    content: String(input.Content ?? ''),
  });
}

export const describePolicy = byAdministrator({ resource: policyArn }, (call, world) => {
  return { Policy: policyOutput(policyOfCall(world, call)) };
});

/** AWS's own policy of a type is listed whether or not the type is enabled. */
export const listPolicies = byAdministrator((call, world) => {
  const type = readPolicyType(call.input.Filter);
  const all = [...world.organization.policies.values()].filter((one) => one.type === type);
  return page(call, all, (items) => ({ Policies: items.map(policySummary) }));
});

/** Only what is sent changes; attachments stay. */
export const updatePolicy: Action = {
  resource: policyArn,
  handle: (call, world) => {
    managedOrganization(world, call);
    const before = ownPolicyOfCall(world, call);
    const { Name, Description, Content } = call.input;
    const updated = {
      ...before,
      ...(typeof Name === 'string' && { name: Name }),
      ...(typeof Description === 'string' && { description: Description }),
      ...(typeof Content === 'string' && {
        content: Content,
        document: readPolicyContent(Content),
      }),
    };
    world.organization.policies.set(before.id, updated);
    return { Policy: policyOutput(updated) };
  },
  record: answerInRecord,
};

export const deletePolicy = byManagement({ resource: policyArn }, (call, world) => {
  const { id } = ownPolicyOfCall(world, call);
  if (targetsOf(world, id).length > 0) throw refuse.policyInUse();
  world.organization.policies.delete(id);
});

/** Policies of a type on one target, AWS's own included [D orgs_reference_limits]. */
const limits: Readonly<Record<PolicyType, number>> = {
  SERVICE_CONTROL_POLICY: 10,
  RESOURCE_CONTROL_POLICY: 5,
};

export const attachPolicy: Action = {
  ...attachmentPermission,
  handle: (call, world) => {
    const { policy, targetId, attached } = attachmentOfCall(world, call);
    if (attached.includes(policy.id)) throw refuse.duplicateAttachment();
    if (attached.length >= limits[policy.type]) {
      throw refuse.constraintViolation(
        'You have attached the maximum number of policies of this type to the specified target.',
      );
    }
    attach(world, policy.id, targetId);
  },
};

export const detachPolicy: Action = {
  ...attachmentPermission,
  handle: (call, world) => {
    const { policy, targetId, attached } = attachmentOfCall(world, call);
    if (!attached.includes(policy.id)) throw refuse.policyNotAttached();
    // [D] orgs_manage_policies_rcps: RCPFullAWSAccess cannot be detached.
    if (policy.awsManaged && policy.type === 'RESOURCE_CONTROL_POLICY') {
      throw refuse.constraintViolation('You cannot detach the RCPFullAWSAccess policy.');
    }
    if (attached.length === 1) throw refuse.lastPolicy();
    detach(world, policy.id, targetId);
  },
};

/** What is attached to the target itself; what it inherits is not listed [D API_ListPoliciesForTarget]. */
export const listPoliciesForTarget: Action = {
  ...byAdministrator((call, world) => {
    const type = readPolicyType(call.input.Filter);
    const target = targetOf(world, String(call.input.TargetId));
    if (!target) throw refuse.targetNotFound();
    return page(call, policiesAttachedTo(world, target.TargetId, type), (items) => ({
      Policies: items.map(policySummary),
    }));
  }),
  resource: ({ input }, world) => targetArn(world, input.TargetId),
};

export const listTargetsForPolicy = byAdministrator({ resource: policyArn }, (call, world) => {
  const { id } = policyOfCall(world, call);
  const all = targetsOf(world, id).flatMap((target) => targetOf(world, target) ?? []);
  return page(call, all, (Targets) => ({ Targets }));
});

const hidden = 'HIDDEN_DUE_TO_SECURITY_REASONS';

/** Replaces the policy and keeps its id. The record does not show what it says (techniques ORG-09). */
export const putResourcePolicy: Action = {
  resource: resourcePolicyArn,
  handle: (call, world) => {
    const { id: organizationId, managementAccountId } = managedOrganization(world, call);
    const content = String(call.input.Content ?? '');
    readPolicyContent(content);
    const id = world.organization.resourcePolicy?.id ?? `rp-${randomBytes(4).toString('hex')}`;
    const owner = `arn:aws:organizations::${managementAccountId}`;
    const policy = { id, arn: `${owner}:resourcepolicy/${organizationId}/${id}`, content };
    world.organization.resourcePolicy = policy;
    return { ResourcePolicy: resourcePolicyOutput(policy) };
  },
  record: (_call, _output, world) => {
    const { resourcePolicy } = world.organization;
    const summary = resourcePolicy && { id: resourcePolicy.id, arn: resourcePolicy.arn };
    return {
      requestParameters: { content: hidden },
      ...(summary && {
        responseElements: { resourcePolicy: { resourcePolicySummary: summary, content: hidden } },
      }),
    };
  },
};

export const describeResourcePolicy = byAdministrator(
  { resource: resourcePolicyArn },
  (_call, world) => {
    const { resourcePolicy } = world.organization;
    if (!resourcePolicy) throw refuse.resourcePolicyNotFound();
    return { ResourcePolicy: resourcePolicyOutput(resourcePolicy) };
  },
);

export const deleteResourcePolicy = byManagement(
  { resource: resourcePolicyArn },
  (_call, world) => {
    if (!world.organization.resourcePolicy) throw refuse.resourcePolicyNotFound();
    world.organization.resourcePolicy = undefined;
  },
);

function resourcePolicyArn(_call: Call, { organization }: World): string {
  return organization.resourcePolicy?.arn ?? '*';
}

function resourcePolicyOutput({ id, arn, content }: OrganizationResourcePolicy): Output {
  return { ResourcePolicySummary: { Id: id, Arn: arn }, Content: content };
}

function policySummary({ id, arn, name, description, type, awsManaged }: Policy): Output {
  return {
    Id: id,
    Arn: arn,
    Name: name,
    Description: description,
    Type: type,
    AwsManaged: awsManaged,
  };
}

function policyOutput(policy: Policy): Output {
  return { PolicySummary: policySummary(policy), Content: policy.content };
}

/** The policy a call names by `PolicyId`. */
function policyOfCall(world: World, { input }: Call): Policy {
  const policy = world.organization.policies.get(String(input.PolicyId));
  if (!policy) throw refuse.policyNotFound();
  return policy;
}

/** As `policyOfCall`; AWS's own policies cannot be changed. */
function ownPolicyOfCall(world: World, call: Call): Policy {
  const policy = policyOfCall(world, call);
  if (policy.awsManaged) throw refuse.policyChangesNotAllowed();
  return policy;
}

/** ARN that identity policies are asked about; `*` when no policy has that id. */
function policyArn({ input }: Call, world: World): string {
  return world.organization.policies.get(String(input.PolicyId))?.arn ?? '*';
}

/** Access policies only; AWS's other types (tags, backups, declarative …) are refused loudly. */
function readPolicyType(written: unknown): PolicyType {
  const type = policyTypes.find((one) => one === written);
  if (type) return type;
  if (typeof written === 'string' && /^[A-Z0-9_]+_POLICY[A-Z0-9_]*$/.test(written)) {
    throw new NotEmulated(
      `sandbox: organizations policies of type ${written} are not emulated; add them in services/sandbox/organizations/state.ts`,
    );
  }
  throw refuse.invalidInput('You specified an invalid policy type.');
}
