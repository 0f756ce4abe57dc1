import { takesNoSetting } from '../../../domain/log-group';
import { calling, DISABLE_LOGS, type Technique } from '../../../domain/technique';
import { differs } from '../../detection/differs';

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
  detect: differs('change-data-protection', (must, is) => {
    const { name, dataProtectionPolicy: expected } = must;
    const { dataProtectionPolicy: actual } = is;
    if (expected === undefined || actual === undefined || actual === expected) return undefined;
    if (takesNoSetting(is, must)) return undefined;
    return {
      part: 'dataProtectionPolicy',
      expected: expected || 'none',
      actual: actual || 'none',
      sentence: actual
        ? `Entries of log group ${name} are masked in another way.`
        : `Entries of log group ${name} are no longer masked.`,
    };
  }),
  drill: calling('logs:PutDataProtectionPolicy', ({ id }) => ({
    logGroupIdentifier: id.split(':log-group:')[1],
    policyDocument: MASK_ADDRESSES,
  })),
};

const DataIdentifier = ['arn:aws:dataprotection::aws:data-identifier/IpAddress'];

const MASK_ADDRESSES = JSON.stringify({
  Name: 'privacy',
  Version: '2021-06-01',
  Statement: [
    { Sid: 'audit', DataIdentifier, Operation: { Audit: { FindingsDestination: {} } } },
    { Sid: 'mask', DataIdentifier, Operation: { Deidentify: { MaskConfig: {} } } },
  ],
});
