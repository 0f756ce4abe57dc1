import type { World } from '../core/world';
import type { PolicyDocument } from '../iam/policy-document';
import { policiesAttachedTo } from './attachments';
import type { PolicyType } from './policy';

/**
 * Policies of a type that bind an account, one list for the root, each unit on the way down and the
 * account itself. Every level must allow and none may deny. Empty when there is nothing to ask: the
 * type is off, the account is in no organization, or it is the management account, which no such
 * policy reaches [D orgs_manage_policies_scps, _rcps].
 */
export function policyLevels(
  world: World,
  accountId: string,
  type: PolicyType,
): readonly (readonly PolicyDocument[])[] {
  const { organization, accounts, enabledPolicyTypes } = world.organization;
  if (organization?.managementAccountId === accountId || !accounts.has(accountId)) return [];
  if (!enabledPolicyTypes.has(type)) return [];
  return lineage(world, accountId).map((target) =>
    policiesAttachedTo(world, target, type).map(({ document }) => document),
  );
}

/** The root first, the account last. */
function lineage(world: World, id: string): readonly string[] {
  const parent = world.organization.parents.get(id);
  return parent === undefined ? [id] : [...lineage(world, parent), id];
}
