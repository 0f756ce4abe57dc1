import type { Baseline } from '../../../domain/baseline';
import type { Runbook } from '../../../domain/runbook';
import { type Step, stepOn } from '../../../domain/step';

/** PutDataProtectionPolicy with the baseline's, or DeleteDataProtectionPolicy where it has none. */
export const restoreDataProtection: Runbook<'log-group'> = {
  id: 'restore-data-protection',
  title: 'Put a log group’s data protection policy back',
  subject: 'log-group',
  undoes: ['change-data-protection'],
  steps: (findings, baseline) => (findings.length > 0 ? [protectEntries(baseline)] : []),
};

export const protectEntries = ({ subject, state }: Baseline<'log-group'>): Step => {
  const { name: logGroupIdentifier, dataProtectionPolicy: policyDocument } = state;
  return policyDocument
    ? stepOn(subject, 'logs:PutDataProtectionPolicy', { logGroupIdentifier, policyDocument })
    : stepOn(subject, 'logs:DeleteDataProtectionPolicy', { logGroupIdentifier });
};
