import { randomBytes } from 'node:crypto';
import type { World } from '../core/service';
import { readPolicyText } from '../iam/check-policy';
import { isControlled } from '../iam/controlled';
import { listOf, type PolicyDocument, type Statement } from '../iam/policy-document';
import { refuse } from './refusals';
import { builtins, type Organization, type Policy, type PolicyType } from './state';

/** Policies of a type attached to the root, unit or account itself, oldest first. */
export function policiesAttachedTo(
  world: World,
  targetId: string,
  type: PolicyType,
): readonly Policy[] {
  const { attachments, policies } = world.organization;
  return [...(attachments.get(targetId) ?? [])]
    .flatMap((id) => policies.get(id) ?? [])
    .filter((policy) => policy.type === type);
}

/** Ids of every root, unit and account the policy is attached to. */
export function targetsOf(world: World, policyId: string): readonly string[] {
  return [...world.organization.attachments]
    .filter(([, policies]) => policies.has(policyId))
    .map(([target]) => target);
}

/** Asks nothing; attaching twice changes nothing. */
export function attach(world: World, policyId: string, targetId: string): void {
  const { attachments } = world.organization;
  const attached = attachments.get(targetId) ?? new Set<string>();
  attachments.set(targetId, attached.add(policyId));
}

export function detach(world: World, policyId: string, targetId: string): void {
  world.organization.attachments.get(targetId)?.delete(policyId);
}

/** AWS's own policy of every enabled type: a new root, unit or account has it from the start. */
export function attachBuiltins(world: World, targetId: string): void {
  for (const type of world.organization.enabledPolicyTypes) {
    attach(world, builtins[type].id, targetId);
  }
}

/** What disabling a type does everywhere; nothing remembers the attachments [D orgs_manage_policies_enable-disable]. */
export function detachAllOf(world: World, type: PolicyType): void {
  const { attachments, policies } = world.organization;
  for (const attached of attachments.values()) {
    for (const id of attached) {
      if (policies.get(id)?.type === type) attached.delete(id);
    }
  }
}

/** What a policy can be attached to, as ListTargetsForPolicy shows it. */
interface PolicyTarget {
  readonly TargetId: string;
  readonly Arn: string;
  readonly Name: string;
  readonly Type: 'ROOT' | 'ORGANIZATIONAL_UNIT' | 'ACCOUNT';
}

/** Undefined when the organization has no root, unit or account of that id. */
export function targetOf(world: World, id: string): PolicyTarget | undefined {
  const { organization, units, accounts } = world.organization;
  if (organization?.rootId === id) {
    return { TargetId: id, Arn: rootArn(organization), Name: 'Root', Type: 'ROOT' };
  }
  const unit = units.get(id);
  if (unit) return { TargetId: id, Arn: unit.arn, Name: unit.name, Type: 'ORGANIZATIONAL_UNIT' };
  const account = accounts.get(id);
  return account && { TargetId: id, Arn: account.arn, Name: account.name, Type: 'ACCOUNT' };
}

export function rootArn({ id, arn, managementAccountId, rootId }: Organization): string {
  return `arn:${arn.split(':')[1]}:organizations::${managementAccountId}:root/${id}/${rootId}`;
}

/** ARN that identity policies are asked about; `*` when the id is of nothing. */
export function targetArn(world: World, id: unknown): string {
  return targetOf(world, String(id))?.Arn ?? '*';
}

interface NewPolicy {
  readonly type: PolicyType;
  readonly name: string;
  readonly description: string;
  readonly content: string;
}

/** A policy that is attached to nothing yet. Refuses content the evaluator could not judge. */
export function createPolicy(world: World, policy: NewPolicy): Policy {
  const { organization, policies } = world.organization;
  const id = `p-${randomBytes(5).toString('hex')}`;
  const owner = `arn:${world.partition}:organizations::${organization?.managementAccountId}`;
  const created: Policy = {
    ...policy,
    ...readContentOf(policy.type, policy.content),
    id,
    arn: `${owner}:policy/${organization?.id}/${policy.type.toLowerCase()}/${id}`,
    awsManaged: false,
  };
  policies.set(id, created);
  return created;
}

export const readPolicyContent = (content: string): PolicyDocument =>
  readPolicyText(content, {
    notJson: refuse.malformedPolicyDocument,
    noStatements: refuse.malformedPolicyDocument,
    malformed: refuse.malformedPolicyDocument,
  });

/** The same of one type, as AWS keeps it: a resource control policy with its version, and its statements as a list. [R] */
export function readContentOf(type: PolicyType, content: string) {
  const document = readPolicyContent(content);
  if (type !== 'RESOURCE_CONTROL_POLICY') return { content, document };
  if (!listOf(document.Statement).every(isControl)) throw refuse.malformedPolicyDocument();
  return { content: JSON.stringify(asKept(document)), document };
}

/** As AWS gives a policy back that was put without them. [R] */
const asKept = ({ Version, Statement, ...rest }: PolicyDocument) => ({
  Version: Version ?? '2008-10-17',
  ...rest,
  Statement: listOf(Statement),
});

/** It denies, everybody, and only calls that such policies are about ([D] orgs_manage_policies_rcps_syntax, [R]). */
const isControl = ({ Effect, Principal, Action }: Statement): boolean =>
  Effect === 'Deny' &&
  Principal === '*' &&
  Action !== undefined &&
  listOf(Action).every((one) => isControlled(one));

/** With an account in a principal as its root, and its version. [R] */
export function readResourcePolicy(world: World, content: string): string {
  const document = readPolicyText(content, {
    notJson: refuse.invalidResourcePolicy,
    noStatements: refuse.invalidResourcePolicy,
    malformed: refuse.invalidResourcePolicy,
  });
  const Statement = listOf(document.Statement).map((statement) => {
    const { Principal, Action, NotAction } = statement;
    const principals =
      typeof Principal === 'object' && Principal !== null ? listOf(Principal.AWS ?? []) : [];
    const isWide = listOf(Action ?? []).some((one) => one === 'organizations:*' || one === '*');
    if (NotAction !== undefined || isWide || principals.some((one) => !ACCOUNT.test(one)))
      throw refuse.invalidResourcePolicy();
    const asRoot = (one: string) =>
      /^\d{12}$/.test(one) ? `arn:${world.partition}:iam::${one}:root` : one;
    const [first = '', ...more] = principals.map(asRoot);
    return principals.length === 0
      ? statement
      : { ...statement, Principal: { AWS: more.length === 0 ? first : [first, ...more] } };
  });
  return JSON.stringify(asKept({ ...document, Statement }));
}

const ACCOUNT = /^(\d{12}|arn:aws[a-z-]*:iam::\d{12}:root|\*)$/;
