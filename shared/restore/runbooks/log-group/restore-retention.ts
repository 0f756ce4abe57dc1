import type { Baseline } from '../../../domain/baseline';
import type { Runbook } from '../../../domain/runbook';
import { type Step, stepOn } from '../../../domain/step';

/** PutRetentionPolicy with the baseline's days, or DeleteRetentionPolicy where entries never expired. */
export const restoreRetention: Runbook<'log-group'> = {
  id: 'restore-retention',
  title: 'Put a log group’s retention back',
  subject: 'log-group',
  undoes: ['shorten-retention'],
  steps: (findings, baseline) => (findings.length > 0 ? [retain(baseline)] : []),
};

export const retain = ({ subject, state }: Baseline<'log-group'>): Step => {
  const { name: logGroupName, retentionInDays } = state;
  return retentionInDays
    ? stepOn(subject, 'logs:PutRetentionPolicy', { logGroupName, retentionInDays })
    : stepOn(subject, 'logs:DeleteRetentionPolicy', { logGroupName });
};
