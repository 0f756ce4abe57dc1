import fc from 'fast-check';
import type {
  SourcedTime,
  TrailSettings,
  TrailState,
  TrailStatus,
} from '../../shared/domain/trail';
import type { Situation } from '../../shared/restore/decide';
import { aBaseline } from '../builders/a-baseline';
import { anEpisode, anExemption } from '../builders/a-memory';
import { anEvent } from '../builders/a-signal';
import { aggregating, aPlainTrailState, aTrailState } from '../builders/a-trail-state';
import { aDenial, anAbsent, anUnreachable, aPresent, aThrottle } from '../builders/an-observation';
import { at } from '../builders/at';
import { ALL_MANAGEMENT, advanced, anAdvancedSelector, BUCKET, basic } from '../builders/selectors';

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

/** Any valid settings. AWS's combinations hold: a log group comes with its role. */
const settings = fc
  .tuple(
    fc.record(
      {
        s3BucketName: fc.constantFrom('trail-logs-444455556666', 'mallory'),
        isMultiRegionTrail: fc.boolean(),
        includeGlobalServiceEvents: fc.boolean(),
        isOrganizationTrail: fc.boolean(),
        logFileValidationEnabled: fc.boolean(),
      },
      { requiredKeys: [] },
    ),
    fc.subarray(['s3KeyPrefix', 'snsTopicArn', 'kmsKeyId', 'log group'] as const),
    fc.boolean(),
  )
  .map(([different, present, foreign]): TrailSettings => {
    const { settings: plain } = aPlainTrailState();
    const suffix = foreign ? '-of-mallory' : '';
    const { settings: full } = aTrailState();
    const given = present.flatMap((name) =>
      name === 'log group'
        ? [
            ['cloudWatchLogsLogGroupArn', `${full.cloudWatchLogsLogGroupArn}${suffix}`],
            ['cloudWatchLogsRoleArn', `${full.cloudWatchLogsRoleArn}${suffix}`],
          ]
        : [[name, `${full[name]}${suffix}`]],
    );
    return { ...plain, ...different, ...Object.fromEntries(given) };
  });

const selectors = fc.constantFrom(
  ALL_MANAGEMENT,
  basic(),
  basic({ ReadWriteType: 'ReadOnly' }),
  basic({ ReadWriteType: 'ReadOnly' }, { ReadWriteType: 'WriteOnly' }),
  basic({ DataResources: [BUCKET] }),
  advanced(anAdvancedSelector('Management'), anAdvancedSelector('Data')),
  advanced(anAdvancedSelector('Management', { Field: 'readOnly', Equals: ['true'] })),
);

/** Any trail, with some of its parts read. */
export const anyState = fc.record(
  {
    settings,
    status,
    selectors,
    insights: fc.subarray(['ApiCallRateInsight', 'ApiErrorRateInsight']),
    eventConfiguration: fc
      .subarray(['API_ACTIVITY', 'RESOURCE_ACCESS', 'USER_ACTIONS'])
      .map((templates) => aggregating(...templates)),
    tags: fc.dictionary(fc.constantFrom('owner', 'guarded-by'), fc.constantFrom('a', 'b')),
  },
  { requiredKeys: ['settings', 'status'] }, // not every look reads every part
) as fc.Arbitrary<TrailState>;

const observation = fc.oneof(
  fc.record({ state: anyState, observedAt: time }).map(aPresent),
  fc.constant(anAbsent()),
  fc.constantFrom(aDenial(), aThrottle()).map(anUnreachable),
);

const memory = fc.record(
  {
    baseline: fc.record({ state: anyState, capturedAt: time }).map(aBaseline),
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
    eventName: fc.constantFrom('StopLogging', 'StartLogging', 'UpdateTrail', 'DeleteTrail'),
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
