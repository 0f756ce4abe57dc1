import type { Finding } from '../../../domain/finding';
import type { Known } from '../../../domain/observation';
import { calling, DISABLE_LOGS, type Expected, type Technique } from '../../../domain/technique';

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
  detect,
  drill: calling('cloudtrail:PutInsightSelectors', ({ id }) => ({
    TrailName: id,
    InsightSelectors: [],
  })),
};

function detect(observation: Known<'trail'>, { baseline }: Expected<'trail'>): Finding | undefined {
  if (observation.kind === 'absent') return undefined;
  const must = baseline.state.insights ?? [];
  const is = observation.state.insights;
  const missing = must.filter((type) => is !== undefined && !is.includes(type));
  if (missing.length === 0) return undefined;
  return {
    technique: 'drop-insights',
    part: 'insights',
    expected: must.join(', '),
    actual: is?.join(', ') || 'none',
    sentence: `Trail ${baseline.state.settings.name} no longer looks for ${missing.join(', ')}.`,
    healed: false,
  };
}
