import { expect, test } from '@jest/globals';
import type { FieldSelector, Selectors } from '../../../shared/domain/selectors';
import { narrowAdvancedSelectors } from '../../../shared/tampering/trail/narrow-advanced-selectors/technique';
import { aBaseline } from '../../builders/a-baseline';
import { aTrail } from '../../builders/a-trail';
import { aTrailState, aTrailStateWithoutParts } from '../../builders/a-trail-state';
import { anAbsent, aPresent } from '../../builders/an-observation';
import { at } from '../../builders/at';
import { advanced, anAdvancedSelector, basic, KMS, RDS_DATA } from '../../builders/selectors';

const { detect, drill } = narrowAdvancedSelectors;
const expected = { baseline: aBaseline(), accountedUntil: at(0) };
const mustBe = (selectors: Selectors) => ({
  ...expected,
  baseline: aBaseline({ state: aTrailState({ selectors }) }),
});
const seen = (selectors: Selectors) => aPresent({ state: aTrailState({ selectors }) });
const management = (...fields: readonly FieldSelector[]) =>
  anAdvancedSelector('Management', ...fields);
const reads = management({ Field: 'readOnly', Equals: ['true'] });
const writes = management({ Field: 'readOnly', Equals: ['false'] });

test('narrow-advanced-selectors: a trail that records only reads is found', () => {
  expect(detect(seen(advanced(reads)), expected)).toEqual({
    technique: 'narrow-advanced-selectors',
    part: 'selectors',
    expected: 'all management events',
    actual: '1 advanced selectors that leave it out',
    sentence: 'Trail main no longer records all management events.',
    healed: false,
  });
});

test.each([
  ['writes only', advanced(writes)],
  ['KMS left out', advanced(management({ Field: 'eventSource', NotEquals: [KMS] }))],
  ['RDS Data left out', advanced(management({ Field: 'eventSource', NotEquals: [RDS_DATA] }))],
  ['data events only', advanced(anAdvancedSelector('Data'))],
  ['a selector without a category', advanced({ FieldSelectors: [] })],
])('narrow-advanced-selectors: %s is found', (_, selectors) => {
  expect(detect(seen(selectors), expected)).toMatchObject({
    technique: 'narrow-advanced-selectors',
  });
});

test('narrow-advanced-selectors: the category that was dropped is named', () => {
  const must = mustBe(advanced(management(), anAdvancedSelector('NetworkActivity')));
  expect(detect(seen(advanced(management())), must)).toMatchObject({
    sentence: 'Trail main no longer records all networkactivity events.',
  });
});

test('narrow-advanced-selectors: a trail that equals its baseline is not found', () => {
  const selectors = advanced(management(), anAdvancedSelector('Data'));
  expect(detect(seen(selectors), mustBe(selectors))).toBeUndefined();
});

test('narrow-advanced-selectors: the same selection in basic form is not found', () => {
  expect(detect(seen(advanced(management())), expected)).toBeUndefined();
});

test('narrow-advanced-selectors: a trail that records more is not found', () => {
  const more = advanced(
    management(),
    anAdvancedSelector('Data'),
    anAdvancedSelector('NetworkActivity'),
  );
  expect(detect(seen(more), expected)).toBeUndefined();
  expect(detect(seen(advanced(management())), mustBe(advanced(writes)))).toBeUndefined();
});

test('narrow-advanced-selectors: reads by one selector and writes by another are not found', () => {
  expect(detect(seen(advanced(reads, writes)), expected)).toBeUndefined();
});

test('narrow-advanced-selectors: selectors that were not read are not judged, now or at the capture', () => {
  const unread = aTrailStateWithoutParts();
  expect(detect(aPresent({ state: unread }), expected)).toBeUndefined();
  const baseline = aBaseline({ state: unread });
  expect(detect(seen(advanced(reads)), { ...expected, baseline })).toBeUndefined();
});

test('narrow-advanced-selectors: basic selectors are the other technique', () => {
  expect(detect(seen(basic()), expected)).toBeUndefined();
});

test('narrow-advanced-selectors: a trail that is gone is another technique', () => {
  expect(detect(anAbsent(), expected)).toBeUndefined();
});

test('narrow-advanced-selectors: the drill leaves writes out, in the form that many detection rules miss', () => {
  const [call] = drill(aTrail());
  expect(call).toMatchObject({ call: 'cloudtrail:PutEventSelectors' });
  expect(Object.keys(call?.input ?? {})).toEqual(['TrailName', 'AdvancedEventSelectors']);
});
