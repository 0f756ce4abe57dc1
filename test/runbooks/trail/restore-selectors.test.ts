import { expect, test } from '@jest/globals';
import type { Selectors } from '../../../shared/domain/selectors';
import { restoreSelectors } from '../../../shared/restore/runbooks/trail/restore-selectors';
import { aBaseline } from '../../builders/a-baseline';
import { aFinding } from '../../builders/a-finding';
import { aTrail } from '../../builders/a-trail';
import { aTrailState, aTrailStateWithoutParts } from '../../builders/a-trail-state';
import {
  aBasicSelector,
  advanced,
  anAdvancedSelector,
  BUCKET,
  basic,
} from '../../builders/selectors';
import { aStep } from './a-step';

const { steps, undoes } = restoreSelectors;
const TrailName = aTrail().id;
const mustBe = (selectors: Selectors) => aBaseline({ state: aTrailState({ selectors }) });

test.each(undoes)(
  'restore-selectors: %s is undone with the selectors of the baseline',
  (technique) => {
    expect(steps([aFinding(technique)], mustBe(basic({}, { DataResources: [BUCKET] })))).toEqual([
      aStep('cloudtrail:PutEventSelectors', {
        TrailName,
        EventSelectors: [aBasicSelector(), aBasicSelector({ DataResources: [BUCKET] })],
      }),
    ]);
  },
);

test.each(undoes)('restore-selectors: %s is undone in the form the baseline has', (technique) => {
  const selector = { Name: 'all', ...anAdvancedSelector('Management') };
  expect(steps([aFinding(technique)], mustBe(advanced(selector)))).toEqual([
    aStep('cloudtrail:PutEventSelectors', { TrailName, AdvancedEventSelectors: [selector] }),
  ]);
});

test('restore-selectors: no findings make no steps', () => {
  expect(steps([], aBaseline())).toEqual([]);
});

test('restore-selectors: a baseline without selectors makes no steps', () => {
  const baseline = aBaseline({ state: aTrailStateWithoutParts() });
  expect(steps([aFinding('narrow-event-selectors')], baseline)).toEqual([]);
});

test('restore-selectors: several findings make one step, every time', () => {
  const findings = undoes.map((technique) => aFinding(technique));
  expect(steps(findings, aBaseline())).toHaveLength(1);
  expect(steps(findings, aBaseline())).toEqual(steps(findings, aBaseline()));
});
