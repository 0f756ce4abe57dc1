import type { Baseline } from '../../../domain/baseline';
import type { Runbook } from '../../../domain/runbook';
import { type EventSignal, succeeded } from '../../../domain/signal';
import type { Step } from '../../../domain/step';
import type { Subject } from '../../../domain/subject';
import { trailStep } from './trail-step';

/**
 * StartLogging with the full ARN in the home Region. A bare name would resolve in the caller's
 * account, and any other Region is refused (InvalidHomeRegionException). On a trail that already
 * logs it changes nothing, which is what makes it fit to be a reflex.
 */
export const resumeLogging: Runbook<'trail'> = {
  id: 'resume-logging',
  title: 'Start logging again',
  subject: 'trail',
  undoes: ['stop-logging'],
  steps: (findings, { subject }) =>
    findings.some((finding) => !finding.healed) ? [startLogging(subject)] : [],
  reflex,
};

function reflex(signal: EventSignal, { subject, state }: Baseline<'trail'>): Step | undefined {
  const stopped = signal.evidence.eventName === 'StopLogging' && succeeded(signal);
  return stopped && state.status.isLogging ? startLogging(subject) : undefined;
}

export const startLogging = (trail: Subject<'trail'>): Step =>
  trailStep(trail, 'cloudtrail:StartLogging', { Name: trail.id });
