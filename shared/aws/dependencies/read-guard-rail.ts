import {
  DescribePolicyCommand,
  ListPoliciesCommand,
  ListRootsCommand,
  ListTargetsForPolicyCommand,
  type OrganizationsClient,
  type Policy,
  type PolicyType,
} from '@aws-sdk/client-organizations';
import type { PolicyTypeOnRoot } from '../../domain/guard-rail';
import { replacedDescription } from '../../domain/replacement-policy';
import { asked } from '../classify';
import { allPages } from './all-pages';

/** Rejects with PolicyNotFoundException when there is no such policy. */
export async function describePolicy(client: OrganizationsClient, id: string): Promise<Policy> {
  const answer = await asked(
    'organizations:DescribePolicy',
    client.send(new DescribePolicyCommand({ PolicyId: id })),
  );
  return answer.Policy ?? {};
}

/** Id of the policy that replaces a deleted one; nothing when there is none. */
export async function findReplacement(
  client: OrganizationsClient,
  type: string,
  deletedId: string,
): Promise<string | undefined> {
  const policies = await allPages(async (NextToken) => {
    const answer = await asked(
      'organizations:ListPolicies',
      client.send(new ListPoliciesCommand({ Filter: type as PolicyType, NextToken })),
    );
    return { items: answer.Policies, next: answer.NextToken };
  });
  return policies.find(
    ({ Description = '' }) => replacedDescription(Description, deletedId) !== undefined,
  )?.Id;
}

export async function readTargets(
  client: OrganizationsClient,
  id: string,
): Promise<readonly string[]> {
  const targets = await allPages(async (NextToken) => {
    const answer = await asked(
      'organizations:ListTargetsForPolicy',
      client.send(new ListTargetsForPolicyCommand({ PolicyId: id, NextToken })),
    );
    return { items: answer.Targets, next: answer.NextToken };
  });
  return targets.flatMap(({ TargetId }) => TargetId ?? []).sort();
}

/**
 * A type that is being turned off counts as off, and one that is being turned on counts as on. An organization has
 * one root.
 */
export async function readPolicyType(
  client: OrganizationsClient,
  type: string,
): Promise<PolicyTypeOnRoot> {
  const roots = await allPages(async (NextToken) => {
    const answer = await asked(
      'organizations:ListRoots',
      client.send(new ListRootsCommand({ NextToken })),
    );
    return { items: answer.Roots, next: answer.NextToken };
  });
  const [{ Id = '', PolicyTypes = [] } = {}] = roots;
  const enabled = PolicyTypes.some(
    ({ Type, Status }) => Type === type && Status !== 'PENDING_DISABLE',
  );
  return { rootId: Id, enabled };
}
