import type { Baseline } from '../../domain/baseline';
import type { Finding } from '../../domain/finding';
import type { Runbook } from '../../domain/runbook';
import { same } from '../../domain/same';
import { missingStreams, type Selectors } from '../../domain/selectors';
import type { Step } from '../../domain/step';
import type { TrailState } from '../../domain/trail';
import { putEventConfiguration } from './restore-event-configuration';
import { putInsights } from './restore-insights';
import { putSelectors } from './restore-selectors';
import { settingsInput } from './restore-settings';
import { tagsList } from './restore-tags';
import { startLogging } from './resume-logging';
import { trailStep } from './trail-step';

/**
 * CreateTrail under the same name in the same account and Region, which gives the same ARN, so bucket
 * and key policies that name it hold again. What it selects comes before StartLogging: a trail made by
 * the API does not log until it is started, and must not log less than it should for a second. What
 * it aggregates comes after: a refusal of that must not keep it from logging.
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
  if (findings.length === 0) return [];
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
    ...(selectors ? [putSelectors(subject, selectors)] : []),
    ...(insights.length > 0 ? [putInsights(subject, insights)] : []),
    ...(state.status.isLogging ? [startLogging(subject)] : []),
    ...putEventConfiguration(subject, state.eventConfiguration),
  ];
}

/** A new trail records more than many a baseline says, and no technique minds that. */
function finish(is: TrailState, { subject, state }: Baseline<'trail'>): Step[] {
  const { selectors, insights, eventConfiguration } = state;
  const isOther = (must: unknown, read: unknown) => read !== undefined && !same(must, read);
  return [
    ...(selectors && is.selectors && !selectsTheSame(selectors, is.selectors)
      ? [putSelectors(subject, selectors)]
      : []),
    ...(insights && isOther(insights, is.insights) ? [putInsights(subject, insights)] : []),
    ...(is.eventConfiguration?.kind === 'read' && isOther(eventConfiguration, is.eventConfiguration)
      ? putEventConfiguration(subject, eventConfiguration)
      : []),
  ];
}

const selectsTheSame = (one: Selectors, other: Selectors): boolean =>
  missingStreams(one, other).length === 0 && missingStreams(other, one).length === 0;
