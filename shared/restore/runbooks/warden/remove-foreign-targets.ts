import type { Runbook } from '../../../domain/runbook';
import { stepOn } from '../../../domain/step';
import { foreignIn } from './parts-found';

/** RemoveTargets, before the rule’s own targets are put back: the rule may have no place left for them. */
export const removeForeignTargets: Runbook<'warden'> = {
  id: 'remove-foreign-targets',
  title: 'Remove targets that are not the rule’s own',
  subject: 'warden',
  undoes: ['crowd-targets'],
  steps: (findings, { subject, state }) =>
    findings.length > 0 && state.kind === 'rule'
      ? [
          stepOn(subject, 'events:RemoveTargets', {
            Rule: state.name,
            EventBusName: state.busName,
            Ids: foreignIn(findings),
          }),
        ]
      : [],
};
