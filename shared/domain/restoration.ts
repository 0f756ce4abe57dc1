import type { Obstacle } from './obstacle';
import type { Step } from './step';

/** A step that was sent, and AWS's answer. Times are our own clock's. */
export interface TakenStep {
  readonly step: Step;
  /** `reflex`: before anything was read. */
  readonly as: 'reflex' | 'runbook';
  readonly sentAt: string;
  readonly answeredAt: string;
  /** How often AWS took no more calls of this kind before it answered this one; absent when it never did. */
  readonly refusals?: number;
  /** Absent when AWS accepted it. */
  readonly obstacle?: Obstacle;
}

/** Steps taken and read back. */
export const restorationOutcomes = [
  'unchanged', // nothing had to be done, or another caller had put it back
  'restored', // our steps were taken and the read-back shows no finding
  'failed', // steps were taken or tried and the read-back still shows a finding
  'escalated', // no step could be tried: a person must look
] as const;

export type RestorationOutcome = (typeof restorationOutcomes)[number];
