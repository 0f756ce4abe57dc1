import { gzipSync } from 'node:zlib';

type Raw = Readonly<Record<string, unknown>>;

const json = (value: unknown): string => JSON.stringify(value);
const lines = (values: readonly unknown[]): string =>
  values.map((one) => `${json(one)}\n`).join('');
const at = '2026-11-21T10:00:00.000Z';

/** As LookupEvents answers: names outside that are inside too, and values that differ from them. */
const looked = (record: Raw) => ({
  EventId: 'the-answer',
  EventName: String(record.eventName),
  ReadOnly: 'false',
  AccessKeyId: 'ASIAEXAMPLE',
  EventTime: 1_795_294_800,
  EventSource: String(record.eventSource),
  Username: 'someone',
  Resources: [{ ResourceType: 'AWS::CloudTrail::Trail', ResourceName: 'main' }],
  CloudTrailEvent: json(record),
});

const enveloped = (record: Raw) => ({
  version: '0',
  id: 'the-envelope',
  'detail-type': 'AWS API Call via CloudTrail',
  source: 'aws.cloudtrail',
  account: record.recipientAccountId,
  time: record.eventTime,
  region: record.awsRegion,
  resources: [],
  detail: record,
});

/** As Athena, Glue and other exports write what is an object in a record. */
const asTexts = (record: Raw): Raw =>
  Object.fromEntries(
    Object.entries(record).map(([name, value]) => [
      name,
      typeof value === 'object' ? json(value) : value,
    ]),
  );

const entry = (record: Raw) => ({ id: '3', timestamp: 1_795_294_800_000, message: json(record) });

/** Every form of a log that docs/replay.md names, of the same records. */
export const forms: Readonly<Record<string, (records: readonly Raw[]) => string | Buffer>> = {
  'a record a line': lines,
  '{record} a line': (all) => lines(all.map((record) => ({ class: 'direct', record }))),
  'an EventBridge event a line': (all) => lines(all.map(enveloped)),
  'a log file': (all) => json({ Records: all }),
  'a log file, printed for people': (all) => JSON.stringify({ Records: all }, null, 2),
  'an array': json,
  'the answer of LookupEvents': (all) => JSON.stringify({ Events: all.map(looked) }, null, 4),
  'pages of LookupEvents': (all) =>
    lines(all.map((one) => ({ NextToken: 'x', Events: [looked(one)] }))),
  'one event of LookupEvents a line': (all) => lines(all.map(looked)),
  'the CloudTrailEvents alone': (all) => json(all.map(json)),
  'the CloudTrailEvents alone, as text': (all) => all.map(json).join('\t'),
  'what CloudWatch Logs sends to a subscriber': (all) =>
    json({ messageType: 'DATA_MESSAGE', logGroup: 'x', logEvents: all.map(entry) }),
  'what FilterLogEvents answers': (all) =>
    JSON.stringify({ events: all.map(entry), searchedLogStreams: [] }, null, 4),
  'an export of CloudWatch Logs to S3': (all) => all.map((one) => `${at} ${json(one)}\n`).join(''),
  'what CloudTrail Lake answers': (all) => lines(all.map((one) => ({ eventJson: json(one) }))),
  'records with fields as text': (all) => lines(all.map(asTexts)),
  'a compressed log file': (all) => gzipSync(json({ Records: all })),
  'UTF-16, as PowerShell writes it': (all) => Buffer.from(`\ufeff${lines(all)}`, 'utf16le'),
  'UTF-16, the other way round': (all) =>
    Buffer.from(`\ufeff${json({ Records: all })}`, 'utf16le').swap16(),
  'UTF-16 without a mark, compressed': (all) => gzipSync(Buffer.from(lines(all), 'utf16le')),
  'UTF-8 with a mark and CR': (all) => `\ufeff${lines(all).replaceAll('\n', '\r\n')}`,
};
