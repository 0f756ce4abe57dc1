import type { World } from '../core/service';
import { checkPolicy } from './check-policy';
import type { PolicyDocument } from './policy-document';
import { refuse } from './refusals';
import type { ManagedPolicy, PolicyVersion } from './state';
import { uniqueId } from './unique-id';

export interface NewPolicy {
  readonly accountId: string;
  readonly name: string;
  /** Default `/`. */
  readonly path?: string;
  readonly description?: string | undefined;
  readonly document: PolicyDocument;
  readonly tags?: Readonly<Record<string, string>>;
}

/** Refuses a name that is taken, under any path, and a policy that the evaluator could not judge. */
export function createPolicy(world: World, policy: NewPolicy): ManagedPolicy {
  checkPolicy(policy.document);
  const { accountId, name, path = '/' } = policy;
  const taken = [...world.iam.managedPolicies.values()].some(
    (each) => each.accountId === accountId && each.name.toLowerCase() === name.toLowerCase(),
  );
  if (taken) throw refuse.policyExists(name);
  const created = policyMade({ ...policy, path, partition: world.partition }, world.now());
  world.iam.managedPolicies.set(created.arn, created);
  return created;
}

/** The policy as it is at first, in no world yet. */
export function policyMade(
  policy: NewPolicy & { readonly path: string; readonly partition: string },
  at: Date,
): ManagedPolicy {
  const { partition, accountId, name, path, description, document, tags = {} } = policy;
  return {
    arn: `arn:${partition}:iam::${accountId}:policy${path}${name}`,
    accountId,
    name,
    path,
    id: uniqueId('ANPA'),
    description,
    createdAt: at,
    updatedAt: at,
    versions: new Map([['v1', { id: 'v1', document, createdAt: at }]]),
    defaultVersionId: 'v1',
    lastVersion: 1,
    tags: new Map(Object.entries(tags)),
  };
}

/** What the policy says now; undefined when there is none of that ARN. */
export function policyDocumentOf(world: World, arn: string): PolicyDocument | undefined {
  const policy = world.iam.managedPolicies.get(arn);
  return policy?.versions.get(policy.defaultVersionId)?.document;
}

/** Five versions at most [D reference_iam-quotas]. */
export function addPolicyVersion(
  policy: ManagedPolicy,
  document: PolicyDocument,
  at: Date,
): PolicyVersion {
  checkPolicy(document);
  if (policy.versions.size >= 5) throw refuse.tooManyVersions();
  policy.lastVersion += 1;
  const version = { id: `v${policy.lastVersion}`, document, createdAt: at };
  policy.versions.set(version.id, version);
  policy.updatedAt = at;
  return version;
}

/** How many roles and users have it attached, or are bounded by it. */
export function policyUses(world: World, arn: string) {
  const owners = [...world.iam.roles.values(), ...world.iam.users.values()];
  return {
    attached: owners.filter(({ managedPolicyArns }) => managedPolicyArns.has(arn)).length,
    bounding: owners.filter(({ permissionsBoundaryArn }) => permissionsBoundaryArn === arn).length,
  };
}
