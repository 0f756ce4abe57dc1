import type { OrganizationsClient, Policy } from '@aws-sdk/client-organizations';
import type { GuardRailPart, GuardRailState } from '../../domain/guard-rail';
import type { Observation } from '../../domain/observation';
import { policyIdOf, policyTypeOf } from '../../domain/policy-id';
import { replacedDescription } from '../../domain/replacement-policy';
import { requestedParts } from '../../domain/requested-parts';
import type { Parts, Subject } from '../../domain/subject';
import { hasCode } from '../classify';
import { observedAs } from './observed';
import { describePolicy, findReplacement, readPolicyType, readTargets } from './read-guard-rail';
import type { ServiceClients } from './service-clients';

/**
 * Reads one policy of the organization in its management account, everything at the same time. Never
 * throws. A deleted policy whose replacement is there is `present` under the replacement's id;
 * `absent` only when AWS says that it does not exist, and there is no replacement either.
 */
export const observeGuardRail = (
  subject: Subject<'guard-rail'>,
  parts: Parts,
  { organizations }: Pick<ServiceClients, 'organizations'>,
  now: () => Date,
): Promise<Observation<'guard-rail'>> =>
  observedAs(subject, () => readOrReplaced(subject, parts, organizations), { now });

async function readOrReplaced(
  subject: Subject<'guard-rail'>,
  parts: Parts,
  client: OrganizationsClient,
): Promise<GuardRailState | undefined> {
  const deletedId = policyIdOf(subject);
  try {
    return await read(deletedId, policyTypeOf(subject), parts, client);
  } catch (error) {
    if (!hasCode(error, 'PolicyNotFoundException')) throw error;
  }
  const replacement = await findReplacement(client, policyTypeOf(subject), deletedId);
  if (!replacement) return undefined;
  const state = await read(replacement, policyTypeOf(subject), parts, client);
  const description = replacedDescription(state.description, deletedId) ?? state.description;
  return { ...state, description, replacement };
}

async function read(
  policyId: string,
  type: string,
  parts: Parts,
  client: OrganizationsClient,
): Promise<GuardRailState> {
  const [policy, more] = await Promise.all([
    describePolicy(client, policyId),
    requestedParts<Pick<GuardRailState, GuardRailPart>>(parts, {
      targets: () => readTargets(client, policyId),
      policyType: () => readPolicyType(client, type),
    }),
  ]);
  return { ...stateOf(policy, type), ...more };
}

function stateOf({ PolicySummary, Content = '' }: Policy, type: string): GuardRailState {
  return {
    name: PolicySummary?.Name ?? '',
    description: PolicySummary?.Description ?? '',
    type,
    content: Content,
  };
}
