import { calling, DISABLE_LOGS, type Technique } from '../../../domain/technique';
import { settingChanged } from '../setting-changed';

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
  mitre: DISABLE_LOGS,
  events: { 'cloudtrail.amazonaws.com': ['UpdateTrail'] },
  parts: [],
  detect: settingChanged({
    technique: 'turn-off-validation',
    settings: { logFileValidationEnabled: 'atLeast' },
    sentence: (name) => `Trail ${name} no longer signs its log files.`,
  }),
  drill: calling('cloudtrail:UpdateTrail', ({ id }) => ({
    Name: id,
    EnableLogFileValidation: false,
  })),
};
