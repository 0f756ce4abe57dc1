import { expect, test } from '@jest/globals';
import type { EventConfiguration } from '../../../shared/domain/trail';
import { restoreEventConfiguration } from '../../../shared/restore/runbooks/trail/restore-event-configuration';
import { aBaseline } from '../../builders/a-baseline';
import { aFinding } from '../../builders/a-finding';
import { aTrail } from '../../builders/a-trail';
import { aggregating, aTrailState, aTrailStateWithoutParts } from '../../builders/a-trail-state';
import { aStep } from './a-step';

const found = aFinding('change-event-configuration');
const step = aStep('cloudtrail:PutEventConfiguration', {
  TrailName: aTrail().id,
  AggregationConfigurations: [
    { EventCategory: 'Data', Templates: ['API_ACTIVITY', 'RESOURCE_ACCESS'] },
  ],
});

test('restore-event-configuration: all templates of the baseline are put back when one was dropped', () => {
  expect(restoreEventConfiguration.steps([found], aBaseline())).toEqual([step]);
});

test('restore-event-configuration: no step is made for a part that the baseline never had or could not read', () => {
  const unread: EventConfiguration = { kind: 'unread', code: 'AccessDeniedException' };
  const states = [
    aTrailStateWithoutParts(),
    aTrailState({ eventConfiguration: aggregating() }),
    aTrailState({ eventConfiguration: unread }),
  ];
  for (const state of states) {
    expect(restoreEventConfiguration.steps([found], aBaseline({ state }))).toEqual([]);
  }
});

test('restore-event-configuration: no findings make no steps', () => {
  expect(restoreEventConfiguration.steps([], aBaseline())).toEqual([]);
});

test('restore-event-configuration: a finding that comes twice makes one step', () => {
  expect(restoreEventConfiguration.steps([found, found], aBaseline())).toEqual([step]);
});
