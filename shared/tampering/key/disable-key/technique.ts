import { calling, DISABLE_LOGS, type Technique } from '../../../domain/technique';
import { keyPutOutOfUse } from '../key-put-out-of-use';

/**
 * DisableKey: the trail logs on and its settings look right, but nothing it writes can be encrypted,
 * so nothing arrives. CloudTrail tries again for 30 days: the key is put back, the trail left alone.
 * A key that waits for its material (`PendingImport`) cannot be enabled and is another technique.
 */
export const disableKey: Technique<'key'> = {
  id: 'disable-key',
  title: 'Disable the key of a trail',
  subject: 'key',
  severity: 'high',
  row: 'KMS-01',
  mitre: DISABLE_LOGS,
  events: { 'kms.amazonaws.com': ['DisableKey'] },
  parts: [],
  detect: keyPutOutOfUse({
    technique: 'disable-key',
    keyState: 'Disabled',
    sentence: (key) => `Key ${key} is disabled.`,
  }),
  drill: calling('kms:DisableKey', ({ id }) => ({ KeyId: id })),
};
