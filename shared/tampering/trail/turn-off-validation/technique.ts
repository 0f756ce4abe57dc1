import type { Technique } from '../../../domain/technique';
import { byUpdateTrail } from '../by-update-trail';

/**
 * UpdateTrail with EnableLogFileValidation false. The request calls it enableLogFileValidation, the
 * answer logFileValidationEnabled.
 */
export const turnOffValidation: Technique<'trail'> = {
  id: 'turn-off-validation',
  title: 'Turn log file validation off',
  subject: 'trail',
  severity: 'medium',
  row: 'CT-06',
  ...byUpdateTrail('turn-off-validation', {
    settings: { logFileValidationEnabled: 'atLeast' },
    sentence: (name) => `Trail ${name} no longer signs its log files.`,
    sent: { EnableLogFileValidation: false },
  }),
};
