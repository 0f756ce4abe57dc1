import type { Runbook } from '../../../domain/runbook';
import type { Selectors } from '../../../domain/selectors';
import type { Step } from '../../../domain/step';
import type { Subject } from '../../../domain/subject';
import { trailStep } from './trail-step';

/** PutEventSelectors with the baseline's own, of whichever kind: one kind replaces the other. */
export const restoreSelectors: Runbook<'trail'> = {
  id: 'restore-selectors',
  title: 'Put a trail’s event selectors back',
  subject: 'trail',
  undoes: ['narrow-event-selectors', 'narrow-advanced-selectors'],
  steps: (findings, { subject, state }) =>
    findings.length > 0 && state.selectors ? [putSelectors(subject, state.selectors)] : [],
};

export const putSelectors = (trail: Subject<'trail'>, selectors: Selectors): Step =>
  trailStep(trail, 'cloudtrail:PutEventSelectors', {
    TrailName: trail.id,
    ...(selectors.kind === 'basic'
      ? { EventSelectors: selectors.selectors }
      : { AdvancedEventSelectors: selectors.selectors }),
  });
