import { expect, test } from '@jest/globals';
import { redirectDelivery } from '../../../shared/tampering/trail/redirect-delivery/technique';
import { expected, plain, settingCases, without, withSettings } from './setting-cases';

const { detect } = redirectDelivery;

settingCases(redirectDelivery);

test('redirect-delivery: a trail that delivers to another bucket is found', () => {
  expect(detect(withSettings({ s3BucketName: 'mallory' }), expected)).toEqual({
    technique: 'redirect-delivery',
    part: 'settings.s3BucketName',
    expected: 'trail-logs-444455556666',
    actual: 'mallory',
    sentence: 'Trail main delivers to another place.',
    partly: 'its files went to s3://mallory/organization',
    healed: false,
  });
});

test('redirect-delivery: a bucket and a prefix that were changed together are one finding', () => {
  const seen = withSettings({ s3BucketName: 'mallory', s3KeyPrefix: 'x' });
  expect(detect(seen, expected)).toMatchObject({
    part: 'settings.s3BucketName, settings.s3KeyPrefix',
    expected: 'trail-logs-444455556666, organization',
    actual: 'mallory, x',
  });
});

test('redirect-delivery: a removed prefix and an added prefix are found', () => {
  expect(detect(without('s3KeyPrefix'), expected)).toMatchObject({
    actual: 'none',
    partly: 'its files went to s3://trail-logs-444455556666',
  });
  expect(detect(withSettings({}), plain)).toMatchObject({ part: 'settings.s3KeyPrefix' });
});
