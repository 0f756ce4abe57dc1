import type { Runbook } from '../../../domain/runbook';
import { type Step, stepOn } from '../../../domain/step';
import type { Subject } from '../../../domain/subject';
import type { RoleState } from '../../../domain/warden';
import { partsFound } from './parts-found';

/** PutRolePolicy overwrites the text of a policy. AttachRolePolicy does nothing for a policy that is attached. */
export const restoreRolePolicies: Runbook<'warden'> = {
  id: 'restore-role-policies',
  title: 'Give a role its policies back',
  subject: 'warden',
  undoes: ['strip-role'],
  steps: (findings, { subject, state }) => {
    if (state.kind !== 'role') return [];
    const lost = partsFound(findings, rightsOf(state), ({ part }) => part);
    return lost.map((right) => give(subject, state.name, right));
  },
};

type Right =
  | { readonly part: string; readonly PolicyName: string; readonly PolicyDocument: string }
  | { readonly part: string; readonly PolicyArn: string };

const rightsOf = ({ inlinePolicies = {}, attachedPolicies = [] }: RoleState): readonly Right[] => [
  ...Object.entries(inlinePolicies).map(([PolicyName, PolicyDocument]) => ({
    part: `inlinePolicies.${PolicyName}`,
    PolicyName,
    PolicyDocument,
  })),
  ...attachedPolicies.map((PolicyArn) => ({ part: PolicyArn, PolicyArn })),
];

function give(subject: Subject, RoleName: string, { part: _, ...right }: Right): Step {
  return 'PolicyArn' in right
    ? stepOn(subject, 'iam:AttachRolePolicy', { RoleName, ...right })
    : stepOn(subject, 'iam:PutRolePolicy', { RoleName, ...right });
}

/** Every policy the role must have. */
export const giveAll = (subject: Subject, state: RoleState): readonly Step[] =>
  rightsOf(state).map((right) => give(subject, state.name, right));
