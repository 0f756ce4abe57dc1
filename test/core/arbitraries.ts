import fc from 'fast-check';
import type { Situation } from '../../shared/decide';
import type { SourcedTime, TrailStatus } from '../../shared/domain/trail';
import { aBaseline } from '../builders/a-baseline';
import { anEpisode, anExemption } from '../builders/a-memory';
import { anEvent } from '../builders/a-signal';
import { aTrailState } from '../builders/a-trail-state';
import { aDenial, anAbsent, anUnreachable, aPresent, aThrottle } from '../builders/an-observation';
import { at } from '../builders/at';

/** Any second of the two hours around what happens. */
const time = fc.integer({ min: -7_200, max: 7_200 }).map(at);
const sourced = fc.record({
  at: time,
  source: fc.constantFrom('GetTrailStatus', 'event', 'clock'),
}) as fc.Arbitrary<SourcedTime>;

const status = fc.record(
  { isLogging: fc.boolean(), startedAt: sourced, stoppedAt: sourced },
  { requiredKeys: ['isLogging'] },
) as fc.Arbitrary<TrailStatus>;

const state = status.map((status) => ({ ...aTrailState(), status }));

const observation = fc.oneof(
  fc.record({ state, observedAt: time }).map(aPresent),
  fc.constant(anAbsent()),
  fc.constantFrom(aDenial(), aThrottle()).map(anUnreachable),
);

const memory = fc.record(
  {
    baseline: fc.record({ state, capturedAt: time }).map(aBaseline),
    episode: fc.record({ accountedUntil: time }).map(anEpisode),
  },
  { requiredKeys: [] },
) as fc.Arbitrary<Situation<'trail'>['memory']>;

const exemption = fc
  .record({ until: time, subjectKey: fc.constantFrom('*', anExemption().subjectKey, 'trail#x') })
  .map(anExemption);

const event = fc
  .record({
    eventTime: time,
    eventName: fc.constantFrom('StopLogging', 'StartLogging', 'UpdateTrail'),
    refused: fc.boolean(),
  })
  .map(({ eventTime, eventName, refused }) =>
    anEvent({ eventTime, evidence: { eventName, ...(refused && { errorCode: 'AccessDenied' }) } }),
  );

/** Every situation a trail can be in, sensible or not. */
export const anySituation: fc.Arbitrary<Situation<'trail'>> = fc.record({
  observation,
  memory,
  exemptions: fc.array(exemption, { maxLength: 2 }),
  events: fc.array(event, { maxLength: 3 }),
  now: time,
});
