import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { afterEach, expect, test } from '@jest/globals';
import { listTrails, observeTrail } from '../../shared/aws/observe-trail';
import { takeStep } from '../../shared/aws/take-step';
import { type TrailPart, trailParts } from '../../shared/domain/trail';
import { aTrail } from '../builders/a-trail';
import { aggregating } from '../builders/a-trail-state';
import { at } from '../builders/at';
import { advanced, anAdvancedSelector, basic } from '../builders/selectors';
import { answerAction, type CloudTrailAnswers, failure, json, refusal } from './cloudtrail-answers';
import { connection, type Loopback, loopback } from './loopback';

const open: Loopback[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function cloudTrail(answers: CloudTrailAnswers): Promise<CloudTrailClient> {
  const server = await loopback((_, request) => answerAction(answers, request));
  open.push(server);
  return new CloudTrailClient({ ...connection(server.endpoint), maxAttempts: 1 });
}

const seconds = (iso: string): number => Date.parse(iso) / 1_000;

const described = {
  Name: 'main',
  TrailARN: aTrail().id,
  HomeRegion: 'us-east-1',
  S3BucketName: 'trail-logs-444455556666',
  IncludeGlobalServiceEvents: true,
  IsMultiRegionTrail: true,
  IsOrganizationTrail: false,
  LogFileValidationEnabled: true,
  KmsKeyId: 'arn:aws:kms:us-east-1:444455556666:key/1',
};
const stopped = { IsLogging: false, StopLoggingTime: seconds(at(0)) };

const observe = async (answers: CloudTrailAnswers, ...parts: readonly TrailPart[]) =>
  observeTrail(aTrail(), new Set(parts), await cloudTrail(answers), () => new Date(at(60)));

test('a trail is read with its settings and its status', async () => {
  const observation = await observe({
    DescribeTrails: json({ trailList: [described] }),
    GetTrailStatus: json({
      IsLogging: true,
      StartLoggingTime: seconds(at(30)),
      StopLoggingTime: seconds(at(0)),
      LatestDeliveryError: 'NoSuchBucket',
      LatestDigestDeliveryTime: Date.parse(at(10)) / 1_000,
      LatestCloudWatchLogsDeliveryError: 'Access denied.',
    }),
  });
  expect(observation).toEqual({
    kind: 'present',
    subject: aTrail(),
    observedAt: at(60),
    state: {
      settings: {
        name: 'main',
        homeRegion: 'us-east-1',
        s3BucketName: 'trail-logs-444455556666',
        kmsKeyId: 'arn:aws:kms:us-east-1:444455556666:key/1',
        includeGlobalServiceEvents: true,
        isMultiRegionTrail: true,
        isOrganizationTrail: false,
        logFileValidationEnabled: true,
      },
      status: {
        isLogging: true,
        startedAt: { at: at(30), source: 'GetTrailStatus' },
        stoppedAt: { at: at(0), source: 'GetTrailStatus' },
        latestDeliveryError: 'NoSuchBucket',
        digests: { at: at(10) },
        logs: { error: 'Access denied.' },
      },
    },
  });
});

/** Every part a trail can have, as AWS answers for a trail that was never changed. */
const whole = {
  DescribeTrails: json({ trailList: [described] }),
  GetTrailStatus: json({ IsLogging: true }),
  GetEventSelectors: json({ EventSelectors: [{ ReadWriteType: 'All' }] }),
  GetInsightSelectors: json({
    InsightSelectors: [
      { InsightType: 'ApiErrorRateInsight' },
      { InsightType: 'ApiCallRateInsight' },
    ],
  }),
  GetEventConfiguration: json({
    AggregationConfigurations: [
      { EventCategory: 'Data', Templates: ['USER_ACTIONS', 'API_ACTIVITY'] },
    ],
  }),
  ListTags: json({
    ResourceTagList: [
      { ResourceId: aTrail().id, TagsList: [{ Key: 'owner', Value: 'security' }, { Key: 'bare' }] },
    ],
  }),
};

test('the parts that are asked for are read too, with AWS’s defaults for what it leaves out', async () => {
  expect(await observe(whole, ...trailParts)).toMatchObject({
    state: {
      selectors: basic({}),
      insights: ['ApiCallRateInsight', 'ApiErrorRateInsight'],
      tags: { owner: 'security', bare: '' },
      eventConfiguration: aggregating('API_ACTIVITY', 'USER_ACTIONS'),
    },
  });
});

test.each(trailParts)('only the part %s is read when only it is asked for', async (part) => {
  const observation = await observe(whole, part);
  const read = observation.kind === 'present' ? Object.keys(observation.state) : [];
  expect(read).toEqual(['settings', 'status', part]);
});

test('advanced selectors are read unchanged, with their names', async () => {
  const selector = {
    Name: 'writes',
    ...anAdvancedSelector('Management', { Field: 'readOnly', Equals: ['false'] }),
  };
  const answers = { ...whole, GetEventSelectors: json({ AdvancedEventSelectors: [selector] }) };
  expect(await observe(answers, 'selectors')).toMatchObject({
    state: { selectors: advanced(selector) },
  });
});

test('a trail without any selectors has none: no default is made up', async () => {
  const answers = { ...whole, GetEventSelectors: json({}) };
  expect(await observe(answers, 'selectors')).toMatchObject({ state: { selectors: basic() } });
});

test('a trail without Insights has none, although AWS answers with an error', async () => {
  const answers = { ...whole, GetInsightSelectors: refusal('InsightNotEnabledException') };
  expect(await observe(answers, 'insights')).toMatchObject({ state: { insights: [] } });
});

test.each(['UnsupportedOperationException', 'ValidationException'])(
  'a trail that cannot aggregate (%s) aggregates nothing',
  async (code) => {
    const answers = { ...whole, GetEventConfiguration: refusal(code) };
    expect(await observe(answers, 'eventConfiguration')).toMatchObject({
      state: { eventConfiguration: aggregating() },
    });
  },
);

const page = { status: 500, type: 'text/html', body: '<!doctype html><title>500</title>' };

test.each([
  ['AccessDeniedException', refusal('AccessDeniedException')],
  ['UnknownOperationException', refusal('UnknownOperationException')],
  ['SyntaxError', page],
])(
  'an event configuration that is refused with %s is unread, and the trail is seen',
  async (code, answer) => {
    const answers = { ...whole, GetEventConfiguration: answer };
    expect(await observe(answers, 'eventConfiguration')).toMatchObject({
      kind: 'present',
      state: { eventConfiguration: { kind: 'unread', code } },
    });
  },
);

test.each([refusal('ThrottlingException'), failure()])(
  'an event configuration that AWS is too busy to return (%#) is asked for again',
  async (answer) => {
    const answers = { ...whole, GetEventConfiguration: answer };
    expect(await observe(answers, 'eventConfiguration')).toMatchObject({
      kind: 'unreachable',
      why: { call: 'cloudtrail:GetEventConfiguration' },
    });
  },
);

test.each([
  ['GetEventSelectors', 'selectors'],
  ['GetInsightSelectors', 'insights'],
  ['ListTags', 'tags'],
] as const)(
  'a %s that is denied leaves the trail unreachable, never without %s',
  async (action, part) => {
    const answers = { ...whole, [action]: refusal('AccessDeniedException') };
    expect(await observe(answers, part)).toMatchObject({
      kind: 'unreachable',
      why: { kind: 'denied', call: `cloudtrail:${action}` },
    });
  },
);

test('a deleted trail is absent, also when the reads of its parts fail', async () => {
  const gone = refusal('TrailNotFoundException');
  const answers = { ...whole, GetTrailStatus: gone, GetEventSelectors: gone, ListTags: gone };
  expect((await observe(answers, 'selectors', 'tags')).kind).toBe('absent');
});

test('a status that does not say it is logging is not logging', async () => {
  const answers = { DescribeTrails: json({ trailList: [described] }), GetTrailStatus: json({}) };
  expect(await observe(answers)).toMatchObject({ state: { status: { isLogging: false } } });
});

test('a trail is absent only when AWS says that it does not exist', async () => {
  const none = json({ trailList: [] });
  const gone = { DescribeTrails: none, GetTrailStatus: refusal('TrailNotFoundException') };
  expect(await observe(gone)).toEqual({ kind: 'absent', subject: aTrail(), observedAt: at(60) });
  const between = { DescribeTrails: none, GetTrailStatus: json(stopped) };
  expect((await observe(between)).kind).toBe('absent');
});

test.each([
  ['GetTrailStatus', refusal('AccessDeniedException'), 'denied', 'cloudtrail:GetTrailStatus'],
  ['GetTrailStatus', refusal('ThrottlingException'), 'throttled', 'cloudtrail:GetTrailStatus'],
  ['GetTrailStatus', failure(), 'unreachable', 'cloudtrail:GetTrailStatus'],
  ['DescribeTrails', refusal('AccessDeniedException'), 'denied', 'cloudtrail:DescribeTrails'],
  ['DescribeTrails', failure(), 'unreachable', 'cloudtrail:DescribeTrails'],
])(
  'a %s that fails (%#) leaves the trail unreachable, never absent',
  async (action, answer, kind, call) => {
    const answers = {
      DescribeTrails: json({ trailList: [described] }),
      GetTrailStatus: json(stopped),
      [action]: answer,
    };
    expect(await observe(answers)).toMatchObject({ kind: 'unreachable', why: { kind, call } });
  },
);

const startLogging = {
  call: 'cloudtrail:StartLogging',
  accountId: '111122223333',
  region: 'us-east-1',
  on: aTrail().id,
  input: { Name: aTrail().id },
} as const;

test('a step that AWS took meets no obstacle', async () => {
  expect(await takeStep(startLogging, await cloudTrail({ StartLogging: json({}) }))).toEqual({});
});

test.each([
  ['ThrottlingException', 'throttled'],
  ['AccessDeniedException', 'denied'],
  ['ConflictException', 'conflict'],
  ['TrailNotFoundException', 'rejected'],
])('a step that AWS refuses with %s is %s, and nothing is thrown', async (code, kind) => {
  const client = await cloudTrail({ StartLogging: refusal(code) });
  expect(await takeStep(startLogging, client)).toEqual({
    obstacle: { kind, code, call: 'cloudtrail:StartLogging' },
  });
});

test('only trails of this account and home Region are listed', async () => {
  const client = await cloudTrail({
    DescribeTrails: json({
      trailList: [
        described,
        { TrailARN: aTrail({ region: 'eu-west-1' }).id },
        { TrailARN: aTrail({ accountId: '444455556666', name: 'org-trail' }).id },
        {},
      ],
    }),
  });
  const here = { accountId: '111122223333', region: 'us-east-1' };
  expect(await listTrails(client, here)).toEqual([aTrail()]);
});
