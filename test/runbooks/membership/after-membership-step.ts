import type { MembershipState } from '../../../shared/domain/membership';
import type { DependencyStep } from '../../../shared/domain/step';

/** The state after AWS took a step. A step without an effect is an error, as on AWS. */
export function afterMembershipStep(is: MembershipState, step: DependencyStep): MembershipState {
  if (is.kind === 'account') {
    if (step.call !== 'account:EnableRegion') throw new Error(`${step.call} is of no account`);
    return { ...is, regions: withOne(is.regions, step.input.RegionName) };
  }
  switch (step.call) {
    case 'organizations:EnableAWSServiceAccess':
      return { ...is, trustedAccess: withOne(is.trustedAccess, step.input.ServicePrincipal) };
    case 'cloudtrail:RegisterOrganizationDelegatedAdmin':
      if ((is.administrators ?? []).length >= 3) throw new Error('three at most');
      return { ...is, administrators: withOne(is.administrators, step.input.MemberAccountId) };
    case 'cloudtrail:DeregisterOrganizationDelegatedAdmin': {
      const { DelegatedAdminAccountId: gone } = step.input;
      return { ...is, administrators: (is.administrators ?? []).filter((id) => id !== gone) };
    }
    default:
      throw new Error(`${step.call} is of no organization`);
  }
}

function withOne(names: readonly string[] = [], name: string): readonly string[] {
  if (names.includes(name)) throw new Error(`${name} is there already`);
  return [...names, name].sort();
}
