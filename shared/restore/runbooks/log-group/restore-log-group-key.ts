import type { Runbook } from '../../../domain/runbook';
import { stepOn } from '../../../domain/step';

/** AssociateKmsKey with the baseline's key, or DisassociateKmsKey where it has none. */
export const restoreLogGroupKey: Runbook<'log-group'> = {
  id: 'restore-log-group-key',
  title: 'Give a log group its key back',
  subject: 'log-group',
  undoes: ['change-log-group-key'],
  steps: (findings, { subject, state: { name: logGroupName, kmsKeyId } }) => {
    if (findings.length === 0) return [];
    return kmsKeyId
      ? [stepOn(subject, 'logs:AssociateKmsKey', { logGroupName, kmsKeyId })]
      : [stepOn(subject, 'logs:DisassociateKmsKey', { logGroupName })];
  },
};
