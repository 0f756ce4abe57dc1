import { expect, test } from '@jest/globals';
import type { Place } from '../../shared/domain/place';
import { parseSignal } from '../../shared/signal/parse-signal';
import { protectedIn } from '../../shared/signal/protected';
import { anEnvelope } from '../builders/an-envelope';
import { aRecord } from '../replay/a-record';
import { guarded as here, LOG_ARCHIVE, told } from '../reports/here';

const MEMBER = '111122223333';
const [KEY = ''] = here.keys;
const TOPIC = `arn:aws:sns:us-east-1:${LOG_ARCHIVE}:trail-files`;
const guarded = { ...here, topics: [TOPIC] };

interface Said {
  readonly request?: object;
  readonly resources?: readonly string[];
  readonly from?: string;
}

const recordOf = (call: string, { request, resources = [], from = MEMBER }: Said) => {
  const [source = '', name = ''] = call.split(':');
  return aRecord({
    ...{ source, name, request, recipientAccountId: from, eventID: 'e1' },
    resources: resources.map((ARN) => ({ ARN })),
  });
};

/** The ids of what a call is about. */
function subjectsOf(call: string, said: Said): readonly string[] {
  const detail = recordOf(call, said);
  const body = JSON.stringify(anEnvelope({ detail, account: said.from ?? MEMBER }));
  const parsed = parseSignal(body, '2026-11-21T20:00:01Z', (place: Place) =>
    protectedIn(place, guarded),
  );
  return parsed.kind === 'signal' ? parsed.subjects.map(({ id }) => id) : [parsed.why];
}

const QUEUE = `arn:aws:sqs:us-east-1:${MEMBER}:trailwarden-undelivered`;
const PATH = `${MEMBER}/trailwarden-undelivered`;
/** Hosts that SQS has or had, and what it takes besides. */
const URLS = [
  `https://sqs.us-east-1.amazonaws.com/${PATH}`,
  `https://us-east-1.queue.amazonaws.com/${PATH}`,
  `https://queue.amazonaws.com/${PATH}`,
  `http://sqs.us-east-1.amazonaws.com/${PATH}`,
  `https://sqs.us-east-1.api.aws/${PATH}`,
  `https://vpce-0a1b-2c3d.sqs.us-east-1.vpce.amazonaws.com/${PATH}`,
  `https://sqs.us-east-1.amazonaws.com/${PATH}/`,
  `/${PATH}`,
  PATH,
  'trailwarden-undelivered',
];
const BUCKET = 'arn:aws:s3:::our-logs';
const bucket = { from: LOG_ARCHIVE };

const forms: readonly (readonly [string, string, readonly Said[]])[] = [
  [QUEUE, 'sqs:SetQueueAttributes', URLS.map((queueUrl) => ({ request: { queueUrl } }))],
  [
    BUCKET,
    's3:PutBucketPolicy',
    [
      { ...bucket, request: { bucketName: 'our-logs', Host: 's3.amazonaws.com' } },
      {
        ...bucket,
        request: { bucketName: 'our-logs', Host: 'our-logs.s3.us-east-1.amazonaws.com' },
      },
      { ...bucket, request: { bucketName: BUCKET } },
      { ...bucket, resources: [BUCKET] },
      {
        ...bucket,
        request: { bucketName: 'logs-4nhh8k5bnfxcuyq1t9a2e3kud1mzcuse1a-s3alias' },
        resources: [BUCKET, `arn:aws:s3:us-east-1:${LOG_ARCHIVE}:accesspoint/logs`],
      },
    ],
  ],
  [
    TOPIC,
    'sns:SetTopicAttributes',
    [{ topicArn: TOPIC }, { resourceArn: TOPIC }].map((request) => ({
      request,
      from: LOG_ARCHIVE,
    })),
  ],
  [
    TOPIC,
    'sns:Unsubscribe',
    [{ request: { subscriptionArn: `${TOPIC}:0a1b` }, from: LOG_ARCHIVE }],
  ],
  [
    KEY,
    'kms:DisableKey',
    [
      { request: { keyId: KEY }, from: LOG_ARCHIVE },
      { request: { keyId: KEY.split('/')[1] }, from: LOG_ARCHIVE },
      { request: { keyId: 'alias/trail' }, resources: [KEY], from: LOG_ARCHIVE },
    ],
  ],
];

test.each(
  forms.flatMap(([id, call, all]) =>
    all.map((said) => [call, JSON.stringify(said.request ?? said.resources), id, said] as const),
  ),
)('%s on %s is about one subject', (call, _, id, said) => {
  expect(subjectsOf(call, said)).toEqual([id]);
});

// SNS and SQS tell names apart by case, and AWS takes no ARN of another partition.
test.each([
  ['sns:SetTopicAttributes', { topicArn: TOPIC.replace('trail-files', 'Trail-Files') }],
  ['sns:SetTopicAttributes', { topicArn: TOPIC.replace('arn:aws:', 'arn:aws-cn:') }],
  ['sqs:SetQueueAttributes', { queueUrl: URLS[0]?.replace('trailwarden-', 'Trailwarden-') }],
  ['sqs:SetQueueAttributes', { queueUrl: `https://sqs.us-east-1.amazonaws.com/${LOG_ARCHIVE}/x` }],
])('%s on %j is about no part of ours', (call, request) => {
  expect(subjectsOf(call, { request })).toEqual([]);
});

/** The reports of a call that name a target. */
const namedIn = async (call: string, said: Said) =>
  (await told(recordOf(call, said))).map(({ row, target, name, sentence, guidance }) => ({
    ...{ row, target, name, sentence },
    commands: guidance.filter((line) => line.includes('aws ')),
  }));

test('a purged queue is named by its present URL for every form of its name', async () => {
  const all = await Promise.all(
    URLS.map((queueUrl) => namedIn('sqs:PurgeQueue', { request: { queueUrl } })),
  );
  expect(all[0]).toMatchObject([{ row: 'GRD-06', target: URLS[0] }]);
  expect(new Set(all.map((one) => JSON.stringify(one)))).toEqual(new Set([JSON.stringify(all[0])]));
});

test('a table that was deleted by its ARN is made again by its name', async () => {
  const from = here.securityAccountId;
  const arn = `arn:aws:dynamodb:us-east-1:${from}:table/trailwarden`;
  const [byName, byArn] = await Promise.all(
    ['trailwarden', arn].map((tableName) =>
      namedIn('dynamodb:DeleteTable', { request: { tableName }, from }),
    ),
  );
  expect(byName?.[0]?.commands.join()).toContain('--target-table-name trailwarden ');
  expect(byArn?.[0]?.commands).toEqual(byName?.[0]?.commands);
});

test('a function is named without the qualifier of the call', async () => {
  const from = here.securityAccountId;
  const name = 'trailwarden-responder';
  const partial = `${from}:function:${name}`;
  const arn = `arn:aws:lambda:us-east-1:${partial}`;
  const forms = [name, `function:${name}`, partial, arn].flatMap((one) => [one, `${one}:live`]);
  for (const functionName of forms) {
    const told = await namedIn('lambda:UpdateFunctionCode20150331v2', {
      ...{ request: { functionName }, from },
    });
    expect([functionName, told.map((one) => [one.row, one.name])]).toEqual([
      functionName,
      [['GRD-03', name]],
    ]);
  }
});

test('log files that are deleted through an access point count as files of the bucket', async () => {
  const key = 'AWSLogs/111122223333/CloudTrail/us-east-1/2026/11/21/x.json.gz';
  const resources = [BUCKET, `${BUCKET}/${key}`];
  const deleted = (bucketName: string) =>
    namedIn('s3:DeleteObject', { ...bucket, request: { bucketName, key }, resources });
  const byName = await deleted('our-logs');
  expect(byName).toMatchObject([{ row: 'S3-11', target: 'our-logs' }]);
  expect(await deleted('logs-4nhh8k5bnfxcuyq1t9a2e3kud1mzcuse1a-s3alias')).toEqual(byName);
});
