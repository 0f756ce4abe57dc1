import { takesNoSetting } from '../../../domain/log-group';
import { calling, DISABLE_LOGS, type Technique } from '../../../domain/technique';
import { differs } from '../../detection/differs';

/**
 * AssociateKmsKey and DisassociateKmsKey. A key where the baseline has none is tampering too: once its
 * owner disables it, what was written under it cannot be read.
 */
export const changeLogGroupKey: Technique<'log-group'> = {
  id: 'change-log-group-key',
  title: 'Encrypt a trail’s log group with another key',
  subject: 'log-group',
  severity: 'high',
  row: 'CWL-06',
  mitre: DISABLE_LOGS,
  events: { 'logs.amazonaws.com': ['AssociateKmsKey', 'DisassociateKmsKey'] },
  parts: [],
  detect: differs('change-log-group-key', (must, is) => {
    const { name, kmsKeyId: expected = 'none' } = must;
    const { kmsKeyId: actual = 'none' } = is;
    if (actual === expected || takesNoSetting(is, must)) return undefined;
    return {
      part: 'kmsKeyId',
      expected,
      actual,
      sentence:
        actual === 'none'
          ? `Log group ${name} is no longer encrypted with its key.`
          : `Log group ${name} encrypts with another key.`,
    };
  }),
  drill: calling('logs:AssociateKmsKey', ({ id, region }) => ({
    logGroupName: id.split(':log-group:')[1],
    kmsKeyId: `arn:aws:kms:${region}:999988887777:key/11111111-2222-3333-4444-555555555555`,
  })),
};
