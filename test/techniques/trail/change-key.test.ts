import { expect, test } from '@jest/globals';
import { changeKey } from '../../../shared/tampering/trail/change-key/technique';
import { expected, plain, settingCases, without, withSettings } from './setting-cases';

const { detect } = changeKey;
const own = expected.baseline.state.settings.kmsKeyId;
const foreign = 'arn:aws:kms:us-east-1:999988887777:key/11111111-2222-3333-4444-555555555555';

settingCases(changeKey);

test('change-key: a trail that encrypts its files with another key is found', () => {
  expect(detect(withSettings({ kmsKeyId: foreign }), expected)).toEqual({
    technique: 'change-key',
    part: 'settings.kmsKeyId',
    expected: own,
    actual: foreign,
    sentence: 'Trail main encrypts with another key.',
    partly: `its files were encrypted with ${foreign}`,
    healed: false,
  });
});

test('change-key: a key that was taken away is found', () => {
  const found = detect(without('kmsKeyId'), expected);
  expect(found).toMatchObject({ expected: own, actual: 'none' });
  expect(found).not.toHaveProperty('partly');
});

test('change-key: a key where there was none is found: its owner can shut readers out', () => {
  expect(detect(withSettings({}), plain)).toMatchObject({ expected: 'none', actual: own });
});
