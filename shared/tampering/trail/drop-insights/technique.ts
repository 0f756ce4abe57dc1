import { calling, DISABLE_LOGS, type Technique } from '../../../domain/technique';
import { differs } from '../../detection/differs';

/** PutInsightSelectors with fewer insight types than the baseline has, or none. */
export const dropInsights: Technique<'trail'> = {
  id: 'drop-insights',
  title: 'Turn CloudTrail Insights off',
  subject: 'trail',
  severity: 'medium',
  row: 'CT-10',
  mitre: DISABLE_LOGS,
  events: { 'cloudtrail.amazonaws.com': ['PutInsightSelectors'] },
  parts: ['insights'],
  detect: differs('drop-insights', ({ settings, insights: must = [] }, { insights: is }) => {
    const missing = must.filter((type) => is !== undefined && !is.includes(type));
    if (missing.length === 0) return undefined;
    return {
      part: 'insights',
      expected: must.join(', '),
      actual: is?.join(', ') || 'none',
      sentence: `Trail ${settings.name} no longer looks for ${missing.join(', ')}.`,
    };
  }),
  drill: calling('cloudtrail:PutInsightSelectors', ({ id }) => ({
    TrailName: id,
    InsightSelectors: [],
  })),
};
