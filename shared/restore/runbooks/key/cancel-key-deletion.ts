import type { Runbook } from '../../../domain/runbook';
import { stepOn } from '../../../domain/step';
import { enableKey } from './enable-key';

/** CancelKeyDeletion leaves a key disabled, so EnableKey follows. [D] API_CancelKeyDeletion */
export const cancelKeyDeletion: Runbook<'key'> = {
  id: 'cancel-key-deletion',
  title: 'Keep a key from being deleted',
  subject: 'key',
  undoes: ['schedule-key-deletion'],
  steps: (findings, baseline) =>
    findings.length > 0
      ? [
          stepOn(baseline.subject, 'kms:CancelKeyDeletion', { KeyId: baseline.subject.id }),
          ...enableKey(baseline),
        ]
      : [],
};
