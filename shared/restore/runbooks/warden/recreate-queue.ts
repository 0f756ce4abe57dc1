import type { Runbook } from '../../../domain/runbook';
import { stepOn } from '../../../domain/step';

/** CreateQueue with its attributes: under the same name it has the same ARN and URL. */
export const recreateQueue: Runbook<'warden'> = {
  id: 'recreate-queue',
  title: 'Create a deleted queue again',
  subject: 'warden',
  undoes: ['delete-queue'],
  steps: (findings, { subject, state }) =>
    findings.length > 0 && state.kind === 'queue'
      ? [
          stepOn(subject, 'sqs:CreateQueue', {
            QueueName: state.name,
            Attributes: state.attributes,
          }),
        ]
      : [],
};
