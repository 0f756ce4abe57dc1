import type { Runbook } from '../../../domain/runbook';
import type { Step } from '../../../domain/step';
import type { Subject } from '../../../domain/subject';
import type { EventConfiguration } from '../../../domain/trail';
import { trailStep } from './trail-step';

/** PutEventConfiguration with the baseline's aggregations, which removes those that were added since. */
export const restoreEventConfiguration: Runbook<'trail'> = {
  id: 'restore-event-configuration',
  title: 'Put back what a trail aggregates',
  subject: 'trail',
  undoes: ['change-event-configuration'],
  steps: (findings, { subject, state }) =>
    findings.length > 0 ? putEventConfiguration(subject, state.eventConfiguration) : [],
};

/** No step where the baseline has none, or where it was never read. */
export const putEventConfiguration = (
  trail: Subject<'trail'>,
  configuration: EventConfiguration | undefined,
): Step[] =>
  configuration?.kind === 'read' && configuration.aggregations.length > 0
    ? [
        trailStep(trail, 'cloudtrail:PutEventConfiguration', {
          TrailName: trail.id,
          AggregationConfigurations: configuration.aggregations,
        }),
      ]
    : [];
