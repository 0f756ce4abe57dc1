import { actionsOn } from '../../core/make-action';
import { partitionOf } from '../../core/partition';
import type { Action, Call, World } from '../../core/service';
import { iamRecord, policyOutput, versionOutput } from '../outputs';
import { page } from '../page';
import { addPolicyVersion, createPolicy, policyUses } from '../policies';
import { encodeDocument } from '../policy-document';
import {
  arnInput,
  identityPolicyInput,
  nameInput,
  pathInput,
  policyLength,
  tagsInput,
  textInput,
} from '../read-input';
import { refuse } from '../refusals';
import type { ManagedPolicy, PolicyVersion } from '../state';

const onPolicy = actionsOn({ resource: policyArnOfCall }, policyOfCall);

const changePolicy = actionsOn({ resource: policyArnOfCall, record: iamRecord }, ownPolicyOfCall);

export const createPolicyAction: Action = {
  resource: (call) =>
    `arn:${partitionOf(call.region)}:iam::${call.accountId}:policy${textInput(call, 'Path') ?? '/'}${textInput(call, 'PolicyName') ?? ''}`,
  handle: (call, world) => {
    const document = identityPolicyInput(call);
    if (policyLength(document) > 6144) throw refuse.quotaExceeded('PolicySize: 6144');
    const policy = createPolicy(world, {
      accountId: call.accountId,
      name: nameInput(call, 'PolicyName', 128),
      path: pathInput(call),
      description: textInput(call, 'Description'),
      document,
      tags: tagsInput(call),
    });
    return { Policy: policyOutput(world, policy) };
  },
  record: iamRecord,
};

export const getPolicy = onPolicy((policy, _call, world) => ({
  Policy: policyOutput(world, policy),
}));

export const deletePolicy = changePolicy((policy, _call, world) => {
  const { attached, bounding } = policyUses(world, policy.arn);
  if (attached + bounding > 0) throw refuse.policyInUse();
  if (policy.versions.size > 1) throw refuse.versionsLeft();
  world.iam.managedPolicies.delete(policy.arn);
});

export const createPolicyVersion = changePolicy((policy, call, world) => {
  const document = identityPolicyInput(call);
  if (policyLength(document) > 6144) throw refuse.quotaExceeded('PolicySize: 6144');
  const version = addPolicyVersion(policy, document, world.now());
  if (call.input.SetAsDefault === 'true') policy.defaultVersionId = version.id;
  return { PolicyVersion: versionOutput(policy, version) };
});

export const getPolicyVersion = onPolicy((policy, call) => {
  const version = versionOfCall(call, policy);
  const Document = encodeDocument(version.document);
  return { PolicyVersion: { Document, ...versionOutput(policy, version) } };
});

/** Newest first. */
export const listPolicyVersions = onPolicy((policy, call) =>
  page(call, [...policy.versions.values()].reverse(), (items) => ({
    Versions: items.map((version) => versionOutput(policy, version)),
  })),
);

export const setDefaultPolicyVersion = changePolicy((policy, call, world) => {
  policy.defaultVersionId = versionOfCall(call, policy).id;
  policy.updatedAt = world.now();
});

export const deletePolicyVersion = changePolicy((policy, call) => {
  const { id } = versionOfCall(call, policy);
  if (id === policy.defaultVersionId) throw refuse.defaultVersion();
  policy.versions.delete(id);
});

function policyArnOfCall(call: Call): string {
  return textInput(call, 'PolicyArn') ?? '*';
}

/** A policy of the caller's account or of AWS; another account's is as if it were not there. */
function policyOfCall(call: Call, world: World): ManagedPolicy {
  const arn = arnInput(call, 'PolicyArn');
  const found = world.iam.managedPolicies.get(arn);
  if (found && (found.accountId === call.accountId || found.accountId === 'aws')) return found;
  throw refuse.policyNotFound(arn);
}

/** Refuses a policy AWS manages, too. */
function ownPolicyOfCall(call: Call, world: World): ManagedPolicy {
  const policy = policyOfCall(call, world);
  if (policy.accountId === call.accountId) return policy;
  throw refuse.policyNotFound(policy.arn);
}

function versionOfCall(call: Call, policy: ManagedPolicy): PolicyVersion {
  const id = textInput(call, 'VersionId') ?? '';
  const found = policy.versions.get(id);
  if (found) return found;
  throw refuse.versionNotFound(policy.arn, id);
}
