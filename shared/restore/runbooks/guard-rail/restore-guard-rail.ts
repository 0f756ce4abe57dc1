import type { Baseline } from '../../../domain/baseline';
import type { Finding } from '../../../domain/finding';
import { policyIdOf, readPolicyPart } from '../../../domain/policy-id';
import { replacementDescription } from '../../../domain/replacement-policy';
import type { Runbook } from '../../../domain/runbook';
import { type Step, stepOn } from '../../../domain/step';

/** One UpdatePolicy with what differs; the fields that are not sent stay, and so do attachments. */
export const restoreGuardRail: Runbook<'guard-rail'> = {
  id: 'restore-guard-rail',
  title: 'Write a policy as it was',
  subject: 'guard-rail',
  undoes: ['rewrite-guard-rail'],
  steps,
};

function steps([found]: readonly Finding[], { subject, state }: Baseline<'guard-rail'>): Step[] {
  if (!found) return [];
  const { policyId, fields } = readPolicyPart(found.part, subject);
  const changed = (field: string) => fields.length === 0 || fields.includes(field);
  const ownId = policyIdOf(subject);
  const { name, content } = state;
  const description =
    policyId === ownId ? state.description : replacementDescription(state.description, ownId);
  return [
    stepOn(subject, 'organizations:UpdatePolicy', {
      PolicyId: policyId,
      ...(changed('name') && { Name: name }),
      ...(changed('description') && { Description: description }),
      ...(changed('content') && { Content: content }),
    }),
  ];
}
