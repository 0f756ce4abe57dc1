import type { Principal } from '../core/principal';
import { listOf } from './list-of';
import type { PrincipalElement } from './policy-document';
import { UnsupportedPolicy } from './unsupported-policy';

/**
 * How a Principal element names the caller: not at all, itself, or only its account, which leaves the
 * last word to that account's own policies [D reference_policies_elements_principal].
 */
export type PrincipalMatch = 'none' | 'itself' | 'account';

export function matchPrincipal(element: PrincipalElement, principal: Principal): PrincipalMatch {
  if (element === '*') return 'itself';
  const matches = Object.entries(element).map(([type, values]) => {
    if (type === 'AWS') return matchAws(listOf(values), principal);
    if (type === 'Service') return matchService(listOf(values), principal);
    throw new UnsupportedPolicy(`principal type ${type}`);
  });
  if (matches.includes('itself')) return 'itself';
  return matches.includes('account') ? 'account' : 'none';
}

function matchAws(values: readonly string[], principal: Principal): PrincipalMatch {
  if (values.includes('*')) return 'itself';
  if (principal.kind === 'service') return 'none';
  const names = [principal.arn, ...(principal.kind === 'assumed-role' ? [principal.roleArn] : [])];
  const rootArn = `arn:aws:iam::${principal.accountId}:root`;
  if (principal.kind !== 'root' && values.some((value) => names.includes(value))) return 'itself';
  return values.some((value) => value === rootArn || value === principal.accountId)
    ? 'account'
    : 'none';
}

function matchService(values: readonly string[], principal: Principal): PrincipalMatch {
  return principal.kind === 'service' && values.includes(principal.service) ? 'itself' : 'none';
}
