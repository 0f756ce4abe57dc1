import type { Technique } from '../../../domain/technique';
import { byUpdateTrail } from '../by-update-trail';

/**
 * UpdateTrail with another KmsKeyId, or with an empty one, which removes it. A key where the baseline
 * has none is tampering too. What is written under another's key is read only as long as its owner lets us.
 */
export const changeKey: Technique<'trail'> = {
  id: 'change-key',
  title: 'Encrypt a trail’s files with another key',
  subject: 'trail',
  severity: 'high',
  row: 'CT-06',
  ...byUpdateTrail('change-key', {
    settings: { kmsKeyId: 'exactly' },
    sentence: (name) => `Trail ${name} encrypts with another key.`,
    partly: ({ kmsKeyId }) => kmsKeyId && `its files were encrypted with ${kmsKeyId}`,
    sent: {
      KmsKeyId: 'arn:aws:kms:us-east-1:999988887777:key/11111111-2222-3333-4444-555555555555',
    },
  }),
};
