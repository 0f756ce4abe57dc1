import type { Answer, AskedPlace } from '../../../services/cli/sweep/seen-so-far';
import type { IncidentSummary } from '../../../shared/domain/incident';
import type { ObstacleKind } from '../../../shared/domain/obstacle';
import type { PlaceState } from '../../../shared/watch/coverage/place-state';
import { at } from '../../builders/at';

export const waiting: Answer = { answer: 'waiting' };

/** The answer of a place with a look that is to be repeated. */
export const again = (met: ObstacleKind): Answer => ({
  answer: 'again',
  unfinished: { why: 'cloudtrail:GetTrailStatus was not answered', met },
});

/** A place that was looked at and is guarded. */
export const aPlaceAsked = (
  but: Partial<PlaceState> = {},
  answer: Answer = { answer: 'looked' },
): AskedPlace => ({
  accountId: '111122223333',
  name: 'payments',
  region: 'us-east-1',
  state: 'guarded',
  trails: [],
  ...but,
  ...answer,
});

/** A trail that was stopped and is logging again. */
export const anIncident = (but: Partial<IncidentSummary> = {}): IncidentSummary => ({
  id: 'inc-20261121t200100-abcdef',
  subjectKey: 'trail#arn:aws:cloudtrail:us-east-1:111122223333:trail/main',
  subjectId: 'arn:aws:cloudtrail:us-east-1:111122223333:trail/main',
  accountId: '111122223333',
  region: 'us-east-1',
  state: 'restored',
  outcome: 'restored',
  severity: 'critical',
  acknowledged: false,
  techniques: ['stop-logging'],
  actors: [],
  sentence: 'The trail does not log.',
  openedAt: at(60),
  lastSeenAt: at(61),
  events: 0,
  redeliveries: 0,
  blindMs: 0,
  ...but,
});
