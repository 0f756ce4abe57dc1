import type { Runbook } from '../../../domain/runbook';
import { enableKey } from './enable-key';

/** EnableKey with the full ARN; on a key that is enabled it changes nothing. */
export const reenableKey: Runbook<'key'> = {
  id: 'reenable-key',
  title: 'Enable a key again',
  subject: 'key',
  undoes: ['disable-key'],
  steps: (findings, baseline) => (findings.length > 0 ? enableKey(baseline) : []),
};
