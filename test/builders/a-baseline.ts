import type { Baseline } from '../../shared/domain/baseline';
import { aTrail } from './a-trail';
import { aTrailState } from './a-trail-state';
import { at } from './at';

/** Captured an hour before anything happens: a trail that logs. */
export const aBaseline = (different: Partial<Baseline<'trail'>> = {}): Baseline<'trail'> => ({
  subject: aTrail(),
  version: 1,
  state: aTrailState(),
  capturedAt: at(-3_600),
  capturedBy: 'trailwarden',
  why: 'first sight',
  ...different,
});
