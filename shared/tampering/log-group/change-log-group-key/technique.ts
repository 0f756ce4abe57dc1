import type { Finding } from '../../../domain/finding';
import { takesNoSetting } from '../../../domain/log-group';
import type { Known } from '../../../domain/observation';
import { calling, DISABLE_LOGS, type Expected, type Technique } from '../../../domain/technique';

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
  detect,
  drill: calling('logs:AssociateKmsKey', ({ id, region }) => ({
    logGroupName: id.split(':log-group:')[1],
    kmsKeyId: `arn:aws:kms:${region}:999988887777:key/11111111-2222-3333-4444-555555555555`,
  })),
};

function detect(
  observation: Known<'log-group'>,
  { baseline }: Expected<'log-group'>,
): Finding | undefined {
  if (observation.kind === 'absent') return undefined;
  const { name, kmsKeyId: expected = 'none' } = baseline.state;
  const { kmsKeyId: actual = 'none' } = observation.state;
  if (actual === expected || takesNoSetting(observation.state, baseline.state)) return undefined;
  return {
    technique: 'change-log-group-key',
    part: 'kmsKeyId',
    expected,
    actual,
    sentence:
      actual === 'none'
        ? `Log group ${name} is no longer encrypted with its key.`
        : `Log group ${name} encrypts with another key.`,
    healed: false,
  };
}
