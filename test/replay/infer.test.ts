import { expect, test } from '@jest/globals';
import { readRecord } from '../../shared/record/log-record';
import { startInference } from '../../shared/replay/infer';
import { judge } from '../../shared/tampering/records/judge';
import { aRecord } from './a-record';

const trailARN = 'arn:aws:cloudtrail:us-east-1:111122223333:trail/main';
const whole = {
  name: 'main',
  s3BucketName: 'our-logs',
  trailARN,
  kmsKeyId: 'arn:aws:kms:us-east-1:111122223333:key/ours',
};
const at = (second: number) => ({
  eventTime: `2026-11-21T10:00:${String(second).padStart(2, '0')}Z`,
  eventID: `e-${second}`,
});
const call = (name: string, request: object, second: number, answer: object = {}) =>
  aRecord({ source: 'cloudtrail', name, request, ...at(second), responseElements: answer });
const update = (request: object, second: number, answer: object = {}) =>
  call('UpdateTrail', { name: 'main', ...request }, second, { ...whole, ...answer });
const s3 = (name: string, bucketName: string, second: number, other: object = {}) =>
  aRecord({ source: 's3', name, request: { bucketName }, ...at(second), ...other });
const byCloudTrail = {
  userIdentity: { type: 'AWSService', invokedBy: 'cloudtrail.amazonaws.com' },
};

/** What two passes over these records say, in any order in which they stand in the log. */
function replayed(...records: readonly Record<string, unknown>[]) {
  const read = records.map((one) => readRecord(one)).filter((one) => one !== undefined);
  const inference = startInference();
  for (const one of read.toReversed()) inference.learn(one);
  const known = inference.known();
  const said = read.flatMap((one) => judge(one, known).map(({ kind, row }) => `${kind} ${row}`));
  return { ours: known.subjects, chosen: known.chosen?.map(({ name }) => name) ?? [], said };
}

test.each([
  ['the key', { kmsKeyId: '' }, { kmsKeyId: undefined }, 'CT-06'],
  ['the topic', { snsTopicName: '' }, {}, 'CT-07'],
  ['the log group', { cloudWatchLogsLogGroupArn: '', cloudWatchLogsRoleArn: '' }, {}, 'CT-07'],
  ['the prefix', { s3KeyPrefix: '' }, {}, 'CT-03'],
])(
  '%s that an update takes away is found, although its answer has none',
  (_, request, answer, row) => {
    expect(replayed(update(request, 5, answer)).said).toEqual([`finding ${row}`]);
  },
);

test('what an earlier answer has not is not taken away', () => {
  const { said } = replayed(
    update({ isMultiRegionTrail: true }, 1),
    update({ snsTopicName: '' }, 5),
  );
  expect(said).toEqual([]);
});

test('a bucket that an update asks for is never protected, even where a later call confirms it', () => {
  const { ours, chosen, said } = replayed(
    s3('GetBucketAcl', 'our-logs', 1, byCloudTrail),
    update({ s3BucketName: 'theirs' }, 5, { s3BucketName: 'theirs' }),
    s3('GetBucketAcl', 'theirs', 6, byCloudTrail),
    update({ isMultiRegionTrail: true }, 7, { s3BucketName: 'theirs' }),
    s3('DeleteBucket', 'theirs', 8),
    s3('DeleteBucket', 'our-logs', 9),
  );
  expect(ours.buckets).toEqual(['our-logs']);
  expect(chosen).toEqual(['theirs']);
  expect(said).toEqual(['finding CT-03', 'set-aside S3-03', 'finding S3-03']);
});

test('nor is the bucket of a trail that was made in the logs; what is done to it is set aside', () => {
  const made = {
    ...whole,
    name: 'new',
    trailARN: trailARN.replace('main', 'new'),
    s3BucketName: 'new-logs',
  };
  const { ours, chosen, said } = replayed(
    s3('DeleteBucketPolicy', 'new-logs', 1),
    call('CreateTrail', { name: 'new', s3BucketName: 'new-logs' }, 5, made),
    s3('DeleteBucketPolicy', 'new-logs', 9),
  );
  expect(ours).toEqual({});
  expect(chosen).toContain('new-logs');
  expect(said).toEqual(['set-aside S3-02']);
});

test('a bucket that is sent again as it was stays protected', () => {
  const { ours } = replayed(
    update({ isMultiRegionTrail: true }, 1),
    update({ s3BucketName: 'our-logs' }, 5),
  );
  expect(ours.buckets).toEqual(['our-logs']);
});

test('what a console sends with a new trail is nothing, and what is narrowed meanwhile is set aside', () => {
  const made = { ...whole, name: 'new', trailARN: trailARN.replace('main', 'new') };
  const role = 'arn:aws:iam::111122223333:role/service-role/ToLogs';
  const attach = aRecord({
    source: 'iam',
    name: 'AttachRolePolicy',
    request: { roleName: 'ToLogs' },
    ...at(2),
  });
  const writesOnly = { readWriteType: 'WriteOnly', includeManagementEvents: true };
  const { said } = replayed(
    attach,
    call('CreateTrail', { name: 'new', s3BucketName: 'our-logs' }, 5, made),
    call('StartLogging', { name: 'new' }, 5),
    call('PutEventSelectors', { trailName: 'new', eventSelectors: [writesOnly] }, 5),
    call('PutInsightSelectors', { trailName: 'new', insightSelectors: [] }, 5),
    call('UpdateTrail', { name: 'new', cloudWatchLogsRoleArn: role }, 8, made),
    { ...attach, ...at(30) },
  );
  expect(said).toEqual(['set-aside CT-08', 'set-aside CWL-07']);
});

test('the same calls long after it was made, or by another hand, are tampering', () => {
  const made = { ...whole, name: 'new', trailARN: trailARN.replace('main', 'new') };
  const writesOnly = { readWriteType: 'WriteOnly', includeManagementEvents: true };
  const narrow = call('PutEventSelectors', { trailName: 'new', eventSelectors: [writesOnly] }, 6);
  const { said } = replayed(
    call('CreateTrail', { name: 'new', s3BucketName: 'our-logs' }, 5, made),
    { ...narrow, userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/other' } },
    { ...narrow, eventTime: '2026-11-21T12:00:00Z', eventID: 'later' },
  );
  expect(said).toEqual(['finding CT-08', 'finding CT-08']);
});
