import { expect, test } from '@jest/globals';
import type { Selectors } from '../../../shared/domain/selectors';
import { narrowEventSelectors } from '../../../shared/tampering/trail/narrow-event-selectors/technique';
import { aBaseline } from '../../builders/a-baseline';
import { aTrail } from '../../builders/a-trail';
import { aTrailState, aTrailStateWithoutParts } from '../../builders/a-trail-state';
import { anAbsent, aPresent } from '../../builders/an-observation';
import { at } from '../../builders/at';
import {
  advanced,
  anAdvancedSelector,
  BUCKET,
  basic,
  KMS,
  RDS_DATA,
} from '../../builders/selectors';

const { detect, drill } = narrowEventSelectors;
const expected = { baseline: aBaseline(), accountedUntil: at(0) };
const mustBe = (selectors: Selectors) => ({
  ...expected,
  baseline: aBaseline({ state: aTrailState({ selectors }) }),
});
const seen = (selectors: Selectors) => aPresent({ state: aTrailState({ selectors }) });

test('narrow-event-selectors: a trail that records only reads is found', () => {
  expect(detect(seen(basic({ ReadWriteType: 'ReadOnly' })), expected)).toEqual({
    technique: 'narrow-event-selectors',
    part: 'selectors',
    expected: 'all management events',
    actual: '1 basic selectors that leave it out',
    sentence: 'Trail main no longer records all management events.',
    healed: false,
  });
});

test.each([
  ['writes only', basic({ ReadWriteType: 'WriteOnly' })],
  ['no management events', basic({ IncludeManagementEvents: false, DataResources: [BUCKET] })],
  ['KMS excluded', basic({ ExcludeManagementEventSources: [KMS] })],
  ['RDS Data excluded', basic({ ExcludeManagementEventSources: [RDS_DATA] })],
  ['no selector at all', basic()],
])('narrow-event-selectors: %s is found', (_, selectors) => {
  expect(detect(seen(selectors), expected)).toMatchObject({ technique: 'narrow-event-selectors' });
});

test('narrow-event-selectors: the one data resource that was dropped is named', () => {
  expect(detect(seen(basic({})), mustBe(basic({ DataResources: [BUCKET] })))).toMatchObject({
    sentence:
      'Trail main no longer records data events where resources.type equals AWS::S3::Object and resources.ARN startsWith arn:aws:s3:::ledger/.',
  });
});

test('narrow-event-selectors: basic selectors that record less than the advanced ones before are found', () => {
  const must = mustBe(advanced(anAdvancedSelector('Management'), anAdvancedSelector('Data')));
  expect(detect(seen(basic({})), must)).toMatchObject({ expected: 'all data events' });
});

test('narrow-event-selectors: a trail that equals its baseline is not found', () => {
  expect(detect(aPresent(), expected)).toBeUndefined();
});

test('narrow-event-selectors: a trail that records more is not found', () => {
  expect(detect(seen(basic({}, { DataResources: [BUCKET] })), expected)).toBeUndefined();
  const must = mustBe(basic({ ReadWriteType: 'WriteOnly', ExcludeManagementEventSources: [KMS] }));
  expect(detect(aPresent(), must)).toBeUndefined();
});

test('narrow-event-selectors: two selectors that together record everything are not found', () => {
  const both = basic({ ReadWriteType: 'ReadOnly' }, { ReadWriteType: 'WriteOnly' });
  expect(detect(seen(both), expected)).toBeUndefined();
});

test('narrow-event-selectors: a data selector beside one for everything is not found', () => {
  const beside = basic({}, { IncludeManagementEvents: false, DataResources: [BUCKET] });
  expect(detect(seen(beside), expected)).toBeUndefined();
});

test('narrow-event-selectors: selectors that were not read are not judged, now or at the capture', () => {
  const unread = aTrailStateWithoutParts();
  expect(detect(aPresent({ state: unread }), expected)).toBeUndefined();
  const baseline = aBaseline({ state: unread });
  expect(detect(seen(basic()), { ...expected, baseline })).toBeUndefined();
});

test('narrow-event-selectors: advanced selectors are the other technique', () => {
  expect(detect(seen(advanced()), expected)).toBeUndefined();
});

test('narrow-event-selectors: a trail that is gone is another technique', () => {
  expect(detect(anAbsent(), expected)).toBeUndefined();
});

test('narrow-event-selectors: the drill leaves writes out', () => {
  expect(drill(aTrail())).toMatchObject([
    {
      call: 'cloudtrail:PutEventSelectors',
      input: { EventSelectors: [{ ReadWriteType: 'ReadOnly' }] },
    },
  ]);
});
