import type { Finding } from '../../../domain/finding';
import { takesNoSetting } from '../../../domain/log-group';
import type { Known } from '../../../domain/observation';
import { calling, DISABLE_LOGS, type Expected, type Technique } from '../../../domain/technique';

/**
 * PutDataProtectionPolicy and DeleteDataProtectionPolicy. A policy where there was none hides what it
 * masks (addresses, names) from everybody without logs:Unmask; taking one away shows what was hidden.
 */
export const changeDataProtection: Technique<'log-group'> = {
  id: 'change-data-protection',
  title: 'Mask the entries of a trail’s log group',
  subject: 'log-group',
  severity: 'medium',
  row: 'CWL-06',
  mitre: DISABLE_LOGS,
  events: {
    'logs.amazonaws.com': ['PutDataProtectionPolicy', 'DeleteDataProtectionPolicy'],
  },
  parts: ['dataProtectionPolicy'],
  detect,
  drill: calling('logs:PutDataProtectionPolicy', ({ id }) => ({
    logGroupIdentifier: id.split(':log-group:')[1],
    policyDocument: MASK_ADDRESSES,
  })),
};

function detect(
  observation: Known<'log-group'>,
  { baseline }: Expected<'log-group'>,
): Finding | undefined {
  if (observation.kind === 'absent') return undefined;
  const { name, dataProtectionPolicy: expected } = baseline.state;
  const { dataProtectionPolicy: actual } = observation.state;
  if (expected === undefined || actual === undefined || actual === expected) return undefined;
  if (takesNoSetting(observation.state, baseline.state)) return undefined;
  return {
    technique: 'change-data-protection',
    part: 'dataProtectionPolicy',
    expected: expected || 'none',
    actual: actual || 'none',
    sentence: actual
      ? `Entries of log group ${name} are masked in another way.`
      : `Entries of log group ${name} are no longer masked.`,
    healed: false,
  };
}

const DataIdentifier = ['arn:aws:dataprotection::aws:data-identifier/IpAddress'];

const MASK_ADDRESSES = JSON.stringify({
  Name: 'privacy',
  Version: '2021-06-01',
  Statement: [
    { Sid: 'audit', DataIdentifier, Operation: { Audit: { FindingsDestination: {} } } },
    { Sid: 'mask', DataIdentifier, Operation: { Deidentify: { MaskConfig: {} } } },
  ],
});
