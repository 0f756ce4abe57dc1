import type { Runbook } from '../../../domain/runbook';
import { partsFound } from './parts-found';
import { putTargets } from './restore-rule';

/** PutTargets under the same id overwrites: role, retries and dead-letter queue come back with it. */
export const restoreTargets: Runbook<'warden'> = {
  id: 'restore-targets',
  title: 'Put a rule’s targets back',
  subject: 'warden',
  undoes: ['divert-targets'],
  steps: (findings, { subject, state }) =>
    state.kind === 'rule'
      ? putTargets(
          subject,
          state,
          partsFound(findings, state.targets ?? [], ({ Id }) => `targets.${Id}`),
        )
      : [],
};
