import { randomBytes } from 'node:crypto';
import { actionsOn } from '../../core/make-action';
import {
  type Call,
  NotEmulated,
  type Output,
  type RecordPart,
  type World,
} from '../../core/service';
import {
  byAdministrator,
  byManagement,
  managedOrganization,
  policyTypeCondition,
} from '../organization-of';
import { answerInRecord, rootOutput } from '../outputs';
import { page } from '../page';
import {
  attach,
  createPolicy,
  detach,
  detachAllOf,
  policiesAttachedTo,
  readContentOf,
  readResourcePolicy,
  targetArn,
  targetOf,
  targetsOf,
} from '../policies';
import { refuse } from '../refusals';
import {
  builtins,
  type OrganizationResourcePolicy,
  type Policy,
  type PolicyType,
  policyTypes,
} from '../state';

/** The policy and the target that AttachPolicy and DetachPolicy name; the caller needs both. */
const onAttachment = actionsOn(
  {
    resource: (call, world) => [policyArn(call, world), targetArn(world, call.input.TargetId)],
    conditions: ({ input }, world) =>
      policyTypeCondition(world.organization.policies.get(String(input.PolicyId))?.type),
  },
  (call, world) => {
    managedOrganization(world, call);
    const policy = policyOfCall(world, call);
    const targetId = String(call.input.TargetId);
    if (!targetOf(world, targetId)) throw refuse.targetNotFound();
    if (!world.organization.enabledPolicyTypes.has(policy.type)) {
      throw refuse.policyTypeNotEnabled(policy.type);
    }
    // Of the policy's type.
    const attached = policiesAttachedTo(world, targetId, policy.type).map(({ id }) => id);
    return { policy, targetId, attached };
  },
);

/** The root and the policy type that EnablePolicyType and DisablePolicyType name. */
const onPolicyType = actionsOn(
  {
    resource: ({ input }, world) => targetArn(world, input.RootId),
    conditions: ({ input }) => policyTypeCondition(input.PolicyType),
    record: answerInRecord,
  },
  (call, world) => {
    const organization = managedOrganization(world, call);
    if (call.input.RootId !== organization.rootId) throw refuse.rootNotFound();
    return { organization, type: readPolicyType(call.input.PolicyType) };
  },
);

/** Attaches AWS's own policy everywhere; attachments from before do not come back [D orgs_manage_policies_enable-disable]. */
export const enablePolicyType = onPolicyType(({ organization, type }, _call, world) => {
  const { enabledPolicyTypes, parents } = world.organization;
  if (enabledPolicyTypes.has(type)) throw refuse.policyTypeAlreadyEnabled();
  enabledPolicyTypes.add(type);
  for (const target of [organization.rootId, ...parents.keys()]) {
    attach(world, builtins[type].id, target);
  }
  const { PolicyTypes, ...root } = rootOutput(world, organization);
  const others = (PolicyTypes as readonly { readonly Type: string }[]).filter(
    (one) => one.Type !== type,
  );
  // It is under way when this is answered. [R]
  return { Root: { ...root, PolicyTypes: [{ Type: type, Status: 'PENDING_ENABLE' }, ...others] } };
});

/** The answer still says ENABLED, as the public record does (techniques ORG-05); ListRoots no longer. */
export const disablePolicyType = onPolicyType(({ organization, type }, _call, world) => {
  const { enabledPolicyTypes } = world.organization;
  if (!enabledPolicyTypes.has(type)) throw refuse.policyTypeNotEnabled(type);
  const Root = rootOutput(world, organization);
  detachAllOf(world, type);
  enabledPolicyTypes.delete(type);
  return { Root };
});

/** The record carries the whole content, as UpdatePolicy's does. */
export const createPolicyAction = byManagement(
  { conditions: ({ input }) => policyTypeCondition(input.Type), record: answerInRecord },
  ({ input }, world) => {
    const type = readPolicyType(input.Type);
    const name = String(input.Name ?? '');
    const taken = [...world.organization.policies.values()].some(
      (policy) => policy.type === type && policy.name === name,
    );
    if (taken) throw refuse.duplicatePolicy();
    const description = String(input.Description ?? '');
    const content = String(input.Content ?? '');
    return { Policy: policyOutput(createPolicy(world, { type, name, description, content })) };
  },
);

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
export const updatePolicy = byManagement(
  { resource: policyArn, record: answerInRecord },
  (call, world) => {
    const before = ownPolicyOfCall(world, call);
    const { Name, Description, Content } = call.input;
    const updated = {
      ...before,
      ...(typeof Name === 'string' && { name: Name }),
      ...(typeof Description === 'string' && { description: Description }),
      ...(typeof Content === 'string' && {
        ...readContentOf(before.type, Content),
      }),
    };
    world.organization.policies.set(before.id, updated);
    return { Policy: policyOutput(updated) };
  },
);

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

export const attachPolicy = onAttachment(({ policy, targetId, attached }, _call, world) => {
  if (attached.includes(policy.id)) throw refuse.duplicateAttachment();
  if (attached.length >= limits[policy.type]) {
    throw refuse.constraintViolation(
      'You have attached the maximum number of policies of this type to the specified target.',
    );
  }
  attach(world, policy.id, targetId);
});

export const detachPolicy = onAttachment(({ policy, targetId, attached }, _call, world) => {
  if (!attached.includes(policy.id)) throw refuse.policyNotAttached();
  // [D] orgs_manage_policies_rcps: RCPFullAWSAccess cannot be detached.
  if (policy.awsManaged && policy.type === 'RESOURCE_CONTROL_POLICY') {
    throw refuse.constraintViolation('You cannot detach the RCPFullAWSAccess policy.');
  }
  if (attached.length === 1) throw refuse.lastPolicy();
  detach(world, policy.id, targetId);
});

/** What is attached to the target itself; what it inherits is not listed [D API_ListPoliciesForTarget]. */
export const listPoliciesForTarget = byAdministrator(
  { resource: ({ input }, world) => targetArn(world, input.TargetId) },
  (call, world) => {
    const type = readPolicyType(call.input.Filter);
    const target = targetOf(world, String(call.input.TargetId));
    if (!target) throw refuse.targetNotFound();
    return page(call, policiesAttachedTo(world, target.TargetId, type), (items) => ({
      Policies: items.map(policySummary),
    }));
  },
);

export const listTargetsForPolicy = byAdministrator({ resource: policyArn }, (call, world) => {
  const { id } = policyOfCall(world, call);
  const all = targetsOf(world, id).flatMap((target) => targetOf(world, target) ?? []);
  return page(call, all, (Targets) => ({ Targets }));
});

const hidden = 'HIDDEN_DUE_TO_SECURITY_REASONS';

/** Replaces the policy and keeps its id. The record does not show what it says (techniques ORG-09). */
export const putResourcePolicy = byManagement(
  { resource: resourcePolicyArn, record: resourcePolicyRecord },
  (call, world, organization) => {
    const content = readResourcePolicy(world, String(call.input.Content ?? ''));
    const { Tags = [] } = call.input as { readonly Tags?: readonly unknown[] };
    if (world.organization.resourcePolicy && Tags.length > 0) throw refuse.tagsWithUpdate();
    const id = world.organization.resourcePolicy?.id ?? `rp-${randomBytes(4).toString('hex')}`;
    const owner = `arn:${world.partition}:organizations::${organization.managementAccountId}`;
    const policy = { id, arn: `${owner}:resourcepolicy/${organization.id}/${id}`, content };
    world.organization.resourcePolicy = policy;
    return { ResourcePolicy: resourcePolicyOutput(policy) };
  },
);

function resourcePolicyRecord(_call: Call, _output: unknown, { organization }: World): RecordPart {
  const { resourcePolicy } = organization;
  const summary = resourcePolicy && { id: resourcePolicy.id, arn: resourcePolicy.arn };
  return {
    requestParameters: { content: hidden },
    ...(summary && {
      responseElements: { resourcePolicy: { resourcePolicySummary: summary, content: hidden } },
    }),
  };
}

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
