import type { Rules } from './rules';

/** The floor: the policy forbids something, is attached somewhere, and its type is turned on. */
export const guardRailRules: Rules<'guard-rail'> = {
  unfit: ({ type, content, replacement, targets, policyType }) => {
    if (replacement) return `it was deleted, and ${replacement} stands in for it`;
    if (!targets || !policyType) return 'it was not read as a whole';
    if (!policyType.enabled) return 'policies of its type are turned off';
    if (targets.length === 0) return 'it is attached to nothing';
    const isAboutAccess = type.endsWith('_CONTROL_POLICY');
    return isAboutAccess && !content.includes('"Effect":"Deny"') ? 'it denies nothing' : undefined;
  },
  // The rest of the state does not tell where the policy was attached or what it said.
  presumed: () => undefined,
};
