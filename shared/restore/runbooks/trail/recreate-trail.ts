import type { Baseline } from '../../../domain/baseline';
import type { Finding } from '../../../domain/finding';
import type { Runbook } from '../../../domain/runbook';
import { same } from '../../../domain/same';
import { missingStreams, type Selectors } from '../../../domain/selectors';
import type { Step } from '../../../domain/step';
import type { TrailState } from '../../../domain/trail';
import { putEventConfiguration } from './restore-event-configuration';
import { putInsights } from './restore-insights';
import { putSelectors } from './restore-selectors';
import { settingsInput } from './restore-settings';
import { tagsList } from './restore-tags';
import { startLogging } from './resume-logging';
import { trailStep } from './trail-step';

/**
 * CreateTrail under the same name in the same account and Region, which gives the same ARN, so bucket
 * and key policies that name it hold again. A trail made by the API does not log until it is started, so that
 * comes next: it records management events from then on, and no quota or refusal of a further call keeps it dark.
 */
export const recreateTrail: Runbook<'trail'> = {
  id: 'recreate-trail',
  title: 'Create a deleted trail again',
  subject: 'trail',
  undoes: ['delete-trail'],
  steps,
  finish,
};

function steps(findings: readonly Finding[], { subject, state }: Baseline<'trail'>): Step[] {
  if (findings.every(({ healed }) => healed)) return [];
  const { settings, selectors, insights = [], tags = {} } = state;
  const given = Object.entries(settingsInput(settings)).filter(([, value]) => value !== '');
  const tagged = Object.keys(tags).length > 0;
  return [
    trailStep(subject, 'cloudtrail:CreateTrail', {
      ...Object.fromEntries(given),
      Name: settings.name,
      S3BucketName: settings.s3BucketName,
      ...(tagged && { TagsList: tagsList(tags) }),
    }),
    ...(state.status.isLogging ? [startLogging(subject)] : []),
    ...(selectors ? [putSelectors(subject, selectors)] : []),
    ...(insights.length > 0 ? [putInsights(subject, insights)] : []),
    ...putEventConfiguration(subject, state.eventConfiguration),
  ];
}

/**
 * What no technique misses: the parts that AWS refused when the trail was made, and what a new trail records beyond
 * its baseline.
 */
function finish(is: TrailState, { subject, state }: Baseline<'trail'>): Step[] {
  const { selectors, insights, eventConfiguration } = state;
  const isOther = (must: unknown, read: unknown) => read !== undefined && !same(must, read);
  return [
    ...missingSettings(is, { subject, state }),
    ...(selectors && is.selectors && !selectsTheSame(selectors, is.selectors)
      ? [putSelectors(subject, selectors)]
      : []),
    ...(insights && isOther(insights, is.insights) ? [putInsights(subject, insights)] : []),
    ...(is.eventConfiguration?.kind === 'read' && isOther(eventConfiguration, is.eventConfiguration)
      ? putEventConfiguration(subject, eventConfiguration)
      : []),
  ];
}

/** Settings that the trail does not have. A value that differs from the baseline's is tampering, and not owed. */
function missingSettings(
  { settings: is }: TrailState,
  { subject, state }: Pick<Baseline<'trail'>, 'subject' | 'state'>,
): Step[] {
  const now = settingsInput(is);
  const all = Object.entries(settingsInput(state.settings));
  const missing = all.filter(([name, value]) => value && !now[name as keyof typeof now]);
  if (missing.length === 0) return [];
  const input = { Name: subject.id, ...Object.fromEntries(missing) };
  return [trailStep(subject, 'cloudtrail:UpdateTrail', input)];
}

const selectsTheSame = (one: Selectors, other: Selectors): boolean =>
  missingStreams(one, other).length === 0 && missingStreams(other, one).length === 0;
