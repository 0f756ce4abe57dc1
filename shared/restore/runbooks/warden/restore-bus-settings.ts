import type { Runbook } from '../../../domain/runbook';
import { stepOn } from '../../../domain/step';
import type { BusState } from '../../../domain/warden';

/** One UpdateEventBus with everything the baseline says, also that there is none: what it leaves out would stay. */
export const restoreBusSettings: Runbook<'warden'> = {
  id: 'restore-bus-settings',
  title: 'Put the central bus’s key and dead-letter queue back',
  subject: 'warden',
  undoes: ['rekey-bus'],
  steps: (findings, { subject, state }) =>
    findings.length > 0 && state.kind === 'bus'
      ? [stepOn(subject, 'events:UpdateEventBus', { ...NOTHING, ...busInput(state) })]
      : [],
};

/** An empty text takes a setting away. */
const NOTHING = { Description: '', KmsKeyIdentifier: '', DeadLetterConfig: { Arn: '' } };

export const busInput = ({ name, ...bus }: BusState) => ({
  Name: name,
  ...(bus.description && { Description: bus.description }),
  ...(bus.kmsKeyIdentifier && { KmsKeyIdentifier: bus.kmsKeyIdentifier }),
  ...(bus.deadLetterArn && { DeadLetterConfig: { Arn: bus.deadLetterArn } }),
});
