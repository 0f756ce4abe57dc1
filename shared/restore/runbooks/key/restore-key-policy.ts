import type { Runbook } from '../../../domain/runbook';
import { stepOn } from '../../../domain/step';

/** PutKeyPolicy with the baseline's. KMS takes it in every state of a key. [D] key-state */
export const restoreKeyPolicy: Runbook<'key'> = {
  id: 'restore-key-policy',
  title: 'Put a key’s policy back',
  subject: 'key',
  undoes: ['change-key-policy'],
  steps: (findings, { subject, state: { policy } }) =>
    findings.length > 0 && policy !== undefined
      ? [
          stepOn(subject, 'kms:PutKeyPolicy', {
            KeyId: subject.id,
            PolicyName: 'default',
            Policy: policy,
          }),
        ]
      : [],
};
