import { expect, test } from '@jest/globals';
import { disconnectTopic } from '../../../shared/tampering/trail/disconnect-topic/technique';
import { aPresent } from '../../builders/an-observation';
import { expected, plain, settingCases, without, withSettings } from './setting-cases';

const { detect } = disconnectTopic;

settingCases(disconnectTopic);

test('disconnect-topic: a trail without its topic is found', () => {
  expect(detect(without('snsTopicArn'), expected)).toEqual({
    technique: 'disconnect-topic',
    part: 'settings.snsTopicArn',
    expected: 'arn:aws:sns:us-east-1:444455556666:trail-files',
    actual: 'none',
    sentence: 'Trail main no longer announces its files.',
    healed: false,
  });
});

test('disconnect-topic: a trail that notifies another topic is found', () => {
  const other = 'arn:aws:sns:us-east-1:999988887777:elsewhere';
  expect(detect(withSettings({ snsTopicArn: other }), expected)).toMatchObject({ actual: other });
});

test('disconnect-topic: a topic beyond the baseline is not found', () => {
  expect(detect(aPresent(), plain)).toBeUndefined();
});
