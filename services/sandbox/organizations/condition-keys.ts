import type { ConditionContext } from '../iam/condition-context';

/** `organizations:PolicyType`, the key of every action about a policy [D list_awsorganizations]. */
export function policyTypeCondition(type: unknown): ConditionContext {
  return typeof type === 'string' ? { 'organizations:PolicyType': type } : {};
}

/** `organizations:ServicePrincipal`, the key of trusted access and delegated administration. */
export function servicePrincipalCondition(service: unknown): ConditionContext {
  return typeof service === 'string' ? { 'organizations:ServicePrincipal': service } : {};
}
