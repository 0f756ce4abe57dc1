import type { Known, Observation, Present } from '../../shared/domain/observation';
import type { Obstacle } from '../../shared/domain/obstacle';
import { aTrail } from './a-trail';
import { aTrailState } from './a-trail-state';
import { at } from './at';

/** Read at second 60: a logging trail, unless told otherwise. */
export const aPresent = (different: Partial<Present<'trail'>> = {}): Present<'trail'> => ({
  kind: 'present',
  subject: aTrail(),
  observedAt: at(60),
  state: aTrailState(),
  ...different,
});

export const anAbsent = (subject = aTrail()): Known<'trail'> => ({
  kind: 'absent',
  subject,
  observedAt: at(60),
});

export const anUnreachable = (why: Obstacle = aDenial()): Observation<'trail'> => ({
  kind: 'unreachable',
  subject: aTrail(),
  observedAt: at(60),
  why,
});

/** The guard role is missing. */
export const aDenial = (): Obstacle => ({
  kind: 'denied',
  code: 'AccessDenied',
  call: 'sts:AssumeRole',
});

/** CloudTrail takes one StartLogging a second. */
export const aThrottle = (): Obstacle => ({
  kind: 'throttled',
  code: 'ThrottlingException',
  call: 'cloudtrail:StartLogging',
});
