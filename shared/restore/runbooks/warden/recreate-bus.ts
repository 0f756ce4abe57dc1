import type { Runbook } from '../../../domain/runbook';
import { stepOn } from '../../../domain/step';
import { putPolicy } from './reopen-bus';
import { busInput } from './restore-bus-settings';

/** CreateEventBus and its policy. Its rules are parts of their own. */
export const recreateBus: Runbook<'warden'> = {
  id: 'recreate-bus',
  title: 'Create the central bus again',
  subject: 'warden',
  undoes: ['delete-bus'],
  steps: (findings, { subject, state }) =>
    findings.length > 0 && state.kind === 'bus'
      ? [stepOn(subject, 'events:CreateEventBus', busInput(state)), ...putPolicy(subject, state)]
      : [],
};
