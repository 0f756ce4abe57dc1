import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readLog } from '../../services/cli/replay/read-log';
import { replayLogs } from '../../services/cli/replay/replay-logs';
import type { LogRecord } from '../../shared/record/log-record';
import type { Sighting } from '../../shared/replay/report';
import { rows } from '../../shared/tampering/records/catalogue';
import { aRecord } from './a-record';
import { forms } from './forms';

type Raw = Readonly<Record<string, unknown>>;

const folder = mkdtempSync(join(tmpdir(), 'trailwarden-forms-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const CASES = join(__dirname, '../../../shared/cases/replay');
const casesOf = (name: string): readonly Raw[] => {
  const text = readFileSync(join(CASES, name), 'utf8');
  return name.endsWith('.json')
    ? (JSON.parse(text) as { Records: Raw[] }).Records
    : text
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Raw);
};

/** Records of ours, of every kind of outcome, and the cases beside the repository where they are there. */
const given: readonly Raw[] = [
  aRecord({
    source: 's3',
    name: 'DeleteBucketPolicy',
    request: { bucketName: 'org-trail-logs' },
    eventID: 'a',
  }),
  aRecord({
    source: 'cloudtrail',
    name: 'StopLogging',
    request: { name: 'main' },
    eventID: 'b',
    errorCode: 'AccessDenied',
    errorMessage:
      'User: x is not authorized to perform: cloudtrail:StopLogging on resource: arn:aws:cloudtrail:us-east-1:111122223333:trail/main',
  }),
  aRecord({
    source: 'cloudtrail',
    name: 'UpdateTrail',
    request: { name: 'main', kmsKeyId: '' },
    responseElements: {
      name: 'main',
      s3BucketName: 'org-trail-logs',
      trailARN: 'arn:aws:cloudtrail:us-east-1:111122223333:trail/main',
    },
    eventID: 'c',
  }),
  aRecord({
    source: 'iam',
    name: 'DeleteRole',
    request: null,
    errorCode: 'AccessDenied',
    eventID: 'd',
  }),
  ...(existsSync(CASES)
    ? readdirSync(CASES)
        .filter((name) => /\.jsonl$|^same-as/.test(name) && !name.startsWith('nested'))
        .flatMap(casesOf)
    : []),
];

let files = 0;
function put(content: string | Buffer): string {
  files += 1;
  const path = join(folder, `${files}.log`);
  writeFileSync(path, content);
  return path;
}

/** Everything that is said, but for where in the file it stands. */
async function said(content: string | Buffer) {
  const report = await replayLogs({ paths: [put(content)], protected: list });
  const placeless = ({ file, line, record, alsoAt, ...rest }: Sighting) => rest;
  return {
    records: report.records,
    skipped: report.skipped,
    counts: report.counts,
    findings: report.findings.map(placeless),
    attempts: report.attempts.map(placeless),
    setAside: report.setAside.map(placeless),
  };
}
const list = put('buckets: [org-trail-logs]\n');

describe.each(Object.entries(forms))('%s', (_, form) => {
  test('says what the plain log file says, field by field', async () => {
    const plain = await said(JSON.stringify({ Records: given }));
    expect(plain.findings.length).toBeGreaterThan(1);
    expect(await said(form(given))).toEqual(plain);
  });

  test('holds the same records, of any content', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 4 }), async (records) => {
        expect(await readAll(form(records))).toEqual(
          await readAll(JSON.stringify({ Records: records })),
        );
      }),
      { numRuns: 25 },
    );
  });
});

async function readAll(content: string | Buffer) {
  const records: LogRecord[] = [];
  const skips: string[] = [];
  const path = put(content);
  await readLog(
    { path, name: 'x' },
    { record: (one) => records.push(one), skip: ({ why }) => skips.push(why) },
  );
  return { records, skips };
}

const calls = rows.flatMap(({ events }) =>
  Object.entries(events).flatMap(([eventSource, names]) =>
    names.map((eventName) => ({ eventSource, eventName })),
  ),
);
const parameters = fc.oneof(
  fc.constant(null),
  fc.dictionary(
    fc.constantFrom(
      'name',
      'bucketName',
      'policy',
      'kmsKeyId',
      'message',
      'record',
      'Events',
      'a"b{[\\',
    ),
    fc.jsonValue({ maxDepth: 3 }),
  ),
);
const record = fc
  .tuple(
    fc.constantFrom(...calls),
    fc.record({ requestParameters: parameters, responseElements: parameters }),
    fc.record(
      {
        errorCode: fc.constantFrom('AccessDenied', 'ThrottlingException'),
        errorMessage: fc.string({ unit: 'grapheme' }),
        eventID: fc.uuid(),
        sharedEventID: fc.uuid(),
        sourceIPAddress: fc.ipV4(),
        readOnly: fc.boolean(),
        serviceEventDetails: fc.dictionary(fc.constantFrom('keyId', 'x'), fc.string()),
        resources: fc.array(fc.record({ ARN: fc.constant('arn:aws:s3:::org-trail-logs') })),
      },
      { requiredKeys: [] },
    ),
  )
  .map(
    ([call, said, more]): Raw => ({
      ...aRecord({ source: 'x', name: 'x' }),
      ...call,
      ...said,
      ...more,
    }),
  );

test.each([
  [
    'an S3 notification',
    { Records: [{ eventSource: 'aws:s3', eventName: 'ObjectCreated:Put', s3: {} }] },
    /^a notification of S3/,
  ],
  [
    'a Kinesis record',
    { Records: [{ eventSource: 'aws:kinesis', eventName: 'aws:kinesis:record', kinesis: {} }] },
    /^a notification of Kinesis/,
  ],
  [
    'a DynamoDB stream record',
    { Records: [{ eventSource: 'aws:dynamodb', eventName: 'INSERT' }] },
    /^a notification of DynamoDB/,
  ],
  [
    'CloudTrail’s own notification',
    { s3Bucket: 'b', s3ObjectKey: ['x.json.gz'] },
    /names log files/,
  ],
  [
    'an Insights event',
    { eventType: 'AwsCloudTrailInsight', insightDetails: { eventName: 'x' } },
    /^an Insights event/,
  ],
  [
    'a call of a stranger',
    { eventSource: 'okta.com', eventName: 'user.login' },
    /not a CloudTrail record/,
  ],
  [
    'parameters that are no JSON',
    { ...given[0], requestParameters: '{bucketName=org-trail-logs}' },
    /^its requestParameters is neither/,
  ],
  [
    'an identity that is a word',
    { ...given[0], userIdentity: 'mallory' },
    /^its userIdentity is neither/,
  ],
  [
    'an answer of Event history that was cut',
    {
      Events: [
        {
          EventName: 'StopLogging',
          EventSource: 'cloudtrail.amazonaws.com',
          CloudTrailEvent: '{"eventName":"Stop',
        },
      ],
    },
    /^its CloudTrailEvent is not/,
  ],
])('%s is no record, and that is said', async (_, value, why) => {
  const { records, skips } = await readAll(JSON.stringify(value));
  expect(records).toEqual([]);
  expect(skips).toEqual([expect.stringMatching(why)]);
});

test('numbers and words in a list are told, and the records among them read', async () => {
  const { records, skips } = await readAll(`[1, ${JSON.stringify(given[0])}, true, "no", null]`);
  expect(records).toHaveLength(1);
  expect(skips).toEqual([
    'not a JSON object',
    'not a JSON object',
    'not a JSON object',
    'not a JSON object',
  ]);
});
