import type { TrailSettings } from '../domain/trail';
import { field, flag, list, text } from './json';
import { type Known, type KnownTrail, trailArnOf } from './known';
import { isCloudTrail, type LogRecord } from './log-record';
import { type Protected, type ProtectedKind, protectedKinds } from './protected';

/** Learns from records what there is to protect; the order they come in does not matter. */
export interface Inference {
  readonly learn: (record: LogRecord) => void;
  readonly known: () => Known;
}

/** Only records with this text can teach anything: everything learned concerns CloudTrail. */
export const TEACHES = 'cloudtrail';

/**
 * What the logs themselves say of trails: the answers of CreateTrail and UpdateTrail name a trail's bucket,
 * key, log group, role and topic, and CloudTrail's own calls name what it writes to. A setting that a call
 * itself asked for is no evidence of what was there before, so it is protected but not expected.
 */
export function startInference(): Inference {
  const found = new Map<ProtectedKind, Set<string>>();
  const trails = new Map<string, { readonly at: string; readonly trail: KnownTrail }>();
  const add = (kind: ProtectedKind, name: string | undefined): void => {
    if (name) found.set(kind, (found.get(kind) ?? new Set()).add(name));
  };
  const learnTrail = (record: LogRecord, answer: unknown): void => {
    const settings = settingsOf(answer);
    for (const [kind, name] of subjectsOf(settings)) add(kind, name);
    const arn = text(field(answer, 'trailARN')) ?? trailArnOf(record);
    if (!arn) return;
    add('trails', arn);
    const at = record.eventTime ?? '';
    const before = trails.get(arn);
    // The oldest answer is what must be: whatever came later is a change to be judged.
    if (before && before.at <= at) return;
    trails.set(arn, { at, trail: { settings: expectedOf(record, settings) } });
  };
  return {
    learn: (record) => {
      if (record.errorCode || record.networkActivity) return;
      if (isCloudTrail(record)) for (const [kind, name] of writtenTo(record)) add(kind, name);
      if (record.eventSource === 'logs.amazonaws.com') add('logGroups', logGroupOf(record));
      if (record.eventSource !== 'cloudtrail.amazonaws.com') return;
      for (const answer of answersIn(record)) learnTrail(record, answer);
    },
    known: () => ({
      subjects: sorted(found),
      trails: new Map([...trails].map(([arn, { trail }]) => [arn, trail])),
      complete: false,
    }),
  };
}

function answersIn({ eventName, response }: LogRecord): readonly unknown[] {
  if (eventName === 'CreateTrail' || eventName === 'UpdateTrail') return [response];
  if (eventName === 'GetTrail') return [field(response, 'trail')];
  return eventName === 'DescribeTrails' ? list(field(response, 'trailList')) : [];
}

/** What CloudTrail writes into, and the key it writes with. */
function writtenTo({
  eventSource,
  eventName,
  request,
  resourceArns,
}: LogRecord): readonly Subject[] {
  if (eventSource === 's3.amazonaws.com' && /^(PutObject|GetBucketAcl)$/.test(eventName)) {
    return [
      ['buckets', text(field(request, 'bucketName'))],
      ['keys', text(field(request, 'x-amz-server-side-encryption-aws-kms-key-id'))],
    ];
  }
  if (eventSource === 'kms.amazonaws.com' && /^GenerateDataKey/.test(eventName)) {
    return [
      ...resourceArns.filter((arn) => arn.includes(':key/')).map((arn): Subject => ['keys', arn]),
      ['trails', text(field(request, 'encryptionContext', 'aws:cloudtrail:arn'))],
    ];
  }
  if (eventSource !== 'sns.amazonaws.com') return [];
  return [['topics', text(field(request, 'topicArn'))]];
}

type Subject = readonly [ProtectedKind, string | undefined];

/** CloudTrail opens one stream per account and Region: `111122223333_CloudTrail_us-east-1`. */
function logGroupOf({ eventName, request }: LogRecord): string | undefined {
  const stream = text(field(request, 'logStreamName')) ?? '';
  if (eventName !== 'CreateLogStream' || !/_CloudTrail_/.test(stream)) return undefined;
  return text(field(request, 'logGroupName'));
}

type Settings = { -readonly [K in keyof TrailSettings]?: TrailSettings[K] };

function settingsOf(answer: unknown): Settings {
  const settings: Settings = {};
  const texts = [
    'name',
    's3BucketName',
    's3KeyPrefix',
    'kmsKeyId',
    'cloudWatchLogsLogGroupArn',
    'cloudWatchLogsRoleArn',
  ] as const;
  for (const name of texts) {
    const value = text(field(answer, name));
    if (value) settings[name] = value;
  }
  const topic = text(field(answer, 'snsTopicARN')) ?? text(field(answer, 'snsTopicArn'));
  if (topic) settings.snsTopicArn = topic;
  const switches = [
    'includeGlobalServiceEvents',
    'isMultiRegionTrail',
    'isOrganizationTrail',
    'logFileValidationEnabled',
  ] as const;
  for (const name of switches) {
    const value = flag(field(answer, name));
    if (value !== undefined) settings[name] = value;
  }
  return settings;
}

const subjectsOf = (settings: Settings): readonly Subject[] => [
  ['buckets', settings.s3BucketName],
  ['keys', settings.kmsKeyId],
  ['logGroups', settings.cloudWatchLogsLogGroupArn],
  ['roles', settings.cloudWatchLogsRoleArn],
  ['topics', settings.snsTopicArn],
];

/** The answer without what an update asked for; all of it when the trail was new. */
function expectedOf({ eventName, request }: LogRecord, settings: Settings): Settings {
  if (eventName !== 'UpdateTrail') return settings;
  const asked = (name: string): boolean =>
    field(request, name) !== undefined ||
    (name === 'snsTopicArn' && field(request, 'snsTopicName') !== undefined);
  return Object.fromEntries(Object.entries(settings).filter(([name]) => !asked(name)));
}

const sorted = (found: ReadonlyMap<ProtectedKind, ReadonlySet<string>>): Protected =>
  Object.fromEntries(
    protectedKinds.flatMap((kind) => {
      const names = found.get(kind);
      return names ? [[kind, [...names].sort()]] : [];
    }),
  );
