import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readLog } from '../../services/cli/replay/read-log';
import { replayLogs } from '../../services/cli/replay/replay-logs';
import { inProcess } from '../cli/in-process';
import { aRecord } from './a-record';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'trailwarden-replay-test-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function put(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, content);
  return path;
}

const stop = aRecord({
  source: 'cloudtrail',
  name: 'StopLogging',
  request: { name: 'main' },
  eventID: 'e-1',
});
const lines = (...records: unknown[]): string =>
  records.map((one) => `${JSON.stringify(one)}\n`).join('');
const s3 = (name: string, request: object, other: object = {}) =>
  aRecord({ source: 's3', name, request, ...other });
const gone = s3('DeleteBucket', { bucketName: 'our-logs' });

test('a folder in the layout of S3 is read, compressed files, digests and strangers among it', async () => {
  const root = 'layout/AWSLogs/111122223333';
  put(`${root}/CloudTrail/us-east-1/2026/a.json.gz`, gzipSync(JSON.stringify({ Records: [stop] })));
  put(
    `${root}/CloudTrail-Digest/us-east-1/d.json.gz`,
    gzipSync(JSON.stringify({ digestStartTime: 'x' })),
  );
  put(`${root}/picture.png`, 'x');
  const report = await replayLogs({ paths: [join(folder, 'layout')] });
  expect(report.counts.byRow).toEqual({ 'CT-01': 1 });
  expect(report.skipped.byReason).toEqual({
    'a digest, not a log': 1,
    'the file: not a log by its name': 1,
  });
});

test('a finding says who, where, when, from where and in which line', async () => {
  const path = put('one.jsonl', `\n${lines(stop)}`);
  const { findings } = await replayLogs({ paths: [path] });
  expect(findings).toEqual([
    expect.objectContaining({
      row: 'CT-01',
      technique: 'stop-logging',
      class: 'direct',
      evidence: 'shown',
      time: '2026-11-21T10:00:00Z',
      account: '111122223333',
      region: 'us-east-1',
      actor: 'arn:aws:sts::111122223333:assumed-role/Admin/mallory',
      sourceIp: '192.0.2.10',
      eventName: 'StopLogging',
      target: 'main',
      sentence: 'Trail main was stopped.',
      file: path,
      line: 2,
    }),
  ]);
});

test('copies of a record are one finding, and other calls with its id are not', async () => {
  const other = { ...stop, requestParameters: { name: 'second' } };
  const envelope = {
    'detail-type': 'AWS API Call via CloudTrail',
    account: '111122223333',
    detail: stop,
  };
  const path = put('copies.jsonl', lines(stop, { record: stop }, envelope, other));
  const report = await replayLogs({ paths: [path] });
  expect(report.findings.map(({ target, alsoAt }) => [target, alsoAt.length])).toEqual([
    ['main', 2],
    ['second', 0],
  ]);
  expect(report.duplicates).toBe(2);
});

test('what cannot be read is counted and named, and the rest is judged', async () => {
  const whole = gzipSync(
    lines(...Array.from({ length: 500 }, (_, n) => ({ ...stop, eventID: `e-${n}` }))),
  );
  const cut = put('cut.json.gz', whole.subarray(0, whole.length - 30));
  const bad = put('bad.jsonl', `{"eventName": \n${lines({ hello: 1 }, stop)}`);
  const report = await replayLogs({ paths: [cut, bad, join(folder, 'absent.json')] });
  expect(report.findings.length).toBeGreaterThan(0);
  expect(report.skipped.byReason).toEqual({
    'the file: there is no such file': 1,
    'the file: it is compressed and cut off': 1,
    'not JSON': 1,
    'not a CloudTrail record': 1,
  });
});

test('the bucket CloudTrail writes to is protected, wherever in the logs that stands', async () => {
  const delivery = s3(
    'PutObject',
    { bucketName: 'our-logs', key: 'AWSLogs/x' },
    { userIdentity: { type: 'AWSService', invokedBy: 'cloudtrail.amazonaws.com' } },
  );
  const report = await replayLogs({ paths: [put('inferred.jsonl', lines(gone, delivery))] });
  expect(report.protected).toEqual({
    from: 'inferred from the logs',
    subjects: { buckets: ['our-logs'] },
  });
  expect(report.counts.byRow).toEqual({ 'S3-03': 1 });
});

test('the redirection itself does not teach that it is right', async () => {
  const request = { name: 'main', s3BucketName: 'theirs' };
  const response = { ...request, trailARN: 'arn:aws:cloudtrail:us-east-1:111122223333:trail/main' };
  const record = aRecord({
    source: 'cloudtrail',
    name: 'UpdateTrail',
    request,
    responseElements: response,
  });
  const report = await replayLogs({ paths: [put('redirect.jsonl', lines(record))] });
  expect(report.counts.byRow).toEqual({ 'CT-03': 1 });
});

test('a baseline says what must be, and what is protected', async () => {
  const arn = 'arn:aws:cloudtrail:us-east-1:111122223333:trail/main';
  const baseline = put(
    'baseline.json',
    JSON.stringify({
      subject: { kind: 'trail', id: arn, accountId: '111122223333', region: 'us-east-1' },
      version: 1,
      state: {
        settings: { name: 'main', s3BucketName: 'our-logs' },
        insights: ['ApiCallRateInsight'],
      },
    }),
  );
  const same = aRecord({
    source: 'cloudtrail',
    name: 'UpdateTrail',
    request: { name: arn, s3BucketName: 'our-logs' },
  });
  const insights = aRecord({
    source: 'cloudtrail',
    name: 'PutInsightSelectors',
    request: { trailName: 'main', insightSelectors: [{ insightType: 'ApiErrorRateInsight' }] },
  });
  const report = await replayLogs({
    paths: [put('against.jsonl', lines(same, insights, gone))],
    baseline,
  });
  expect(report.counts.byRow).toEqual({ 'CT-10': 1, 'S3-03': 1 });
});

test('the command exits with 0, 1 or 2: nothing found, something found, wrong question', async () => {
  const found = put('found.jsonl', lines(stop));
  const fine = put('fine.jsonl', lines(s3('GetObject', {})));
  const misspelt = put('misspelt.yml', 'bucket: [our-logs]\n');
  const codes = async (...args: string[]) => (await inProcess(['replay', ...args])).code;
  expect(await codes(fine)).toBe(0);
  expect(await codes('--json', fine, found)).toBe(1);
  expect(await codes(join(folder, 'absent.jsonl'))).toBe(2);
  expect(await codes('--protected', misspelt, found)).toBe(2);
});

test('nothing found is never said of what was not read: empty, cut off, or not there', async () => {
  const fine = put('whole.jsonl', lines(s3('GetObject', {})));
  mkdirSync(join(folder, 'nothing/in/it'), { recursive: true });
  const asked = async (...paths: string[]) => {
    const { code, stderr } = await inProcess(['replay', ...paths]);
    return [code, stderr.replaceAll(folder, '')];
  };
  const said = (path: string, why: string) => [2, `${path} holds no CloudTrail record: ${why}.\n`];
  expect(await asked(put('zero.json', ''))).toEqual(said('/zero.json', 'it holds no record'));
  expect(await asked(put('none.json', '{"Records":[]}'))).toEqual(
    said('/none.json', 'it holds no record'),
  );
  expect(await asked(put('read-me.md', '# Read me\n\n- first\n'))).toEqual(
    said('/read-me.md', 'it is not JSON'),
  );
  expect(await asked(join(folder, 'nothing'))).toEqual(said('/nothing', 'it is an empty folder'));
  expect(await asked(fine, join(folder, 'typo.json'))).toEqual([
    2,
    '/typo.json cannot be read: there is no such file.\n',
  ]);
  const notified = { eventSource: 'aws:s3', eventName: 'ObjectCreated:Put', s3: {} };
  const notification = put('notification.json', JSON.stringify({ Records: [notified] }));
  const [code, sentence] = await asked(notification);
  expect([code, sentence]).toEqual([
    2,
    expect.stringMatching(/^[^\n]*a notification of S3[^\n]*\n$/),
  ]);
  expect(await asked(fine, put('cut.json', '{"Records":[{"eventName'))).toEqual([3, '']);
  expect(await asked(fine, put('digest.json', '{"digestStartTime":"x"}'))).toEqual([0, '']);
});

test('a file that unpacks to more than any log is read no further, and says so', async () => {
  // Few and long records: short ones are read for as long as the rest of the folder's tests.
  const line = lines(s3('GetObject', { key: 'x'.repeat(500_000) }));
  const bomb = put('bomb.gz', gzipSync(line.repeat(200)));
  const { code, stdout } = await inProcess(['replay', bomb]);
  expect(code).toBe(3);
  expect(stdout).toContain('it unpacks to more than 100 times its size, as no log does');
  const most = { always: 1_000, ratio: 1_000_000, most: 5_000 };
  const skips: string[] = [];
  const reader = { record: () => {}, skip: ({ why }: { why: string }) => skips.push(why) };
  await readLog({ path: bomb, name: 'x', limits: most }, reader);
  expect(skips.join()).toMatch(/it unpacks to more than 0 MB, and was read no further/);
});

test('a record nested a hundred thousand times, and lists in lists, end no run', async () => {
  const deep = ['{"a":'.repeat(100_000), 1, '}'.repeat(100_000)].join('');
  const nested = lines(s3('DeleteObject', {})).replace('"bucketName"', `"x":${deep},"bucketName"`);
  const path = put('deep.jsonl', `${nested}${'['.repeat(300_000)}\n${lines(stop)}`);
  const { findings, skipped } = await replayLogs({ paths: [put('stop.jsonl', lines(stop)), path] });
  expect(findings).toHaveLength(1);
  expect(skipped.unread).toBeGreaterThan(0);
});

test('a list in YAML protects what it names', async () => {
  const list = put('ours.yml', 'buckets:\n  - our-logs\naccounts: ["111122223333"]\n');
  const path = put('listed.jsonl', lines(gone, s3('DeleteBucket', { bucketName: 'other' })));
  const { findings, protected: from } = await replayLogs({ paths: [path], protected: list });
  expect(findings.map(({ target }) => target)).toEqual(['our-logs']);
  expect(from.from).toBe(`from ${list}`);
});
