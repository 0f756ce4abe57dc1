import type { Baseline } from '../../domain/baseline';
import type { Finding } from '../../domain/finding';
import type { Runbook } from '../../domain/runbook';
import type { Step } from '../../domain/step';
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
