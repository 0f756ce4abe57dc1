import type { Runbook } from '../../../domain/runbook';
import { type Step, stepOn } from '../../../domain/step';
import type { Subject } from '../../../domain/subject';
import type { BusState } from '../../../domain/warden';

/** PutPermission with the whole policy: it replaces the one that is there. */
export const reopenBus: Runbook<'warden'> = {
  id: 'reopen-bus',
  title: 'Put the central bus’s policy back',
  subject: 'warden',
  undoes: ['close-bus'],
  steps: (findings, { subject, state }) =>
    findings.length > 0 && state.kind === 'bus' ? putPolicy(subject, state) : [],
};

export const putPolicy = (subject: Subject, { name, policy }: BusState): readonly Step[] =>
  policy ? [stepOn(subject, 'events:PutPermission', { EventBusName: name, Policy: policy })] : [];
