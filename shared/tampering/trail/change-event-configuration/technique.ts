import { calling, DISABLE_LOGS, type Technique } from '../../../domain/technique';
import type { EventConfiguration } from '../../../domain/trail';
import { differs } from '../../detection/differs';

/**
 * PutEventConfiguration with fewer aggregations than the baseline has, or none. A configuration that
 * AWS no longer shows us is found as well, where there was one: not knowing is not fine.
 */
export const changeEventConfiguration: Technique<'trail'> = {
  id: 'change-event-configuration',
  title: 'Change what a trail aggregates',
  subject: 'trail',
  severity: 'medium',
  row: 'CT-11',
  mitre: DISABLE_LOGS,
  events: { 'cloudtrail.amazonaws.com': ['PutEventConfiguration'] },
  parts: ['eventConfiguration'],
  detect: differs('change-event-configuration', (baseline, { eventConfiguration: is }) => {
    const must = templatesOf(baseline.eventConfiguration);
    const missing = must.filter((template) => is && !templatesOf(is).includes(template));
    if (missing.length === 0) return undefined;
    const { name } = baseline.settings;
    return {
      part: 'eventConfiguration',
      expected: must.join(', '),
      actual:
        is?.kind === 'unread' ? `not shown (${is.code})` : templatesOf(is).join(', ') || 'none',
      sentence:
        is?.kind === 'unread'
          ? `AWS no longer shows what trail ${name} aggregates.`
          : `Trail ${name} no longer aggregates ${missing.join(', ')}.`,
    };
  }),
  drill: calling('cloudtrail:PutEventConfiguration', ({ id }) => ({
    TrailName: id,
    AggregationConfigurations: [],
  })),
};

/** `Data API_ACTIVITY`; nothing where it was not read. */
const templatesOf = (configuration: EventConfiguration | undefined): readonly string[] =>
  configuration?.kind === 'read'
    ? configuration.aggregations.flatMap(({ EventCategory, Templates }) =>
        Templates.map((template) => `${EventCategory} ${template}`),
      )
    : [];
