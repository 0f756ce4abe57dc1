import { kept } from '../domain/kept';
import type { TrailSettings } from '../domain/trail';
import { field, flag, list, text } from '../record/json';
import {
  byKind,
  type Chosen,
  idOf,
  type Known,
  type KnownTrail,
  trailArnOf,
} from '../record/known';
import { isCloudTrail, type LogRecord } from '../record/log-record';
import type { ProtectedKind } from '../record/protected';

/** Learns from records what there is to protect; the order they come in does not matter. */
interface Inference {
  readonly learn: (record: LogRecord) => void;
  readonly known: () => Known;
}

/** Only records with this text can teach anything: everything learned concerns CloudTrail. */
export const TEACHES = 'cloudtrail';

/**
 * What the logs themselves say of trails: the answers of CreateTrail and UpdateTrail name a trail's bucket,
 * key, log group, role and topic, and CloudTrail's own calls name what it writes to. A call's answer is the
 * state after it: what the call itself asked for says nothing of what was before, and is protected only
 * where something from before it says the same.
 */
export function startInference(): Inference {
  const seen = earliest();
  const asked = earliest();
  const trails = new Map<string, { readonly at: string; readonly trail: KnownTrail }>();
  const pasts = new Map<string, Past>();
  const pastOf = (arn: string): Past => kept(pasts, arn, () => ({ made: [], insights: [] }));
  const learnTrail = (record: LogRecord, answer: unknown): void => {
    const { eventTime = '', eventName, actor } = record;
    const settings = settingsOf(answer);
    const expected = expectedOf(record, settings);
    const isNew = eventName === 'CreateTrail';
    const isTold = new Set(isNew ? [] : subjectsOf(expected.settings).map(([, name]) => name));
    for (const [kind, name] of [...askedFor(record), ...subjectsOf(settings)]) {
      (isTold.has(name) ? seen : asked).add(kind, name, eventTime);
    }
    const arn = text(field(answer, 'trailARN')) ?? trailArnOf(record);
    if (!arn) return;
    (isNew ? asked : seen).add('trails', arn, eventTime);
    if (isNew) {
      pastOf(arn).made.push({ at: eventTime, by: actor.principal });
      pastOf(arn).insights.push({ at: eventTime, by: idOf(record), types: [] });
    }
    const before = trails.get(arn);
    // The oldest answer is what must be: what came later is a change to be judged.
    if (before && before.at <= eventTime) return;
    trails.set(arn, { at: eventTime, trail: expected });
  };
  const learnInsights = (record: LogRecord): void => {
    const arn = trailArnOf(record);
    const sent = field(record.request, 'insightSelectors');
    if (!arn || !Array.isArray(sent)) return;
    const types = sent.flatMap((one) => text(field(one, 'insightType')) ?? []);
    pastOf(arn).insights.push({ at: record.eventTime ?? '', by: idOf(record), types });
  };
  return {
    learn: (record) => {
      if (record.errorCode || record.networkActivity) return;
      const { eventTime = LAST } = record;
      if (isCloudTrail(record)) {
        for (const [kind, name] of writtenTo(record)) seen.add(kind, name, eventTime);
      }
      if (record.eventSource === 'logs.amazonaws.com') {
        seen.add('logGroups', logGroupOf(record), eventTime);
      }
      if (record.eventSource !== 'cloudtrail.amazonaws.com') return;
      if (record.eventName === 'PutInsightSelectors') learnInsights(record);
      for (const answer of answersIn(record)) learnTrail(record, answer);
    },
    known: () => {
      const chosen = asked.all().filter(({ kind, name, at }) => seen.first(kind, name) >= at);
      const ours = seen.all().filter(({ kind, name, at }) => asked.first(kind, name) > at);
      return {
        subjects: byKind(ours),
        trails: new Map(
          [...new Set([...trails.keys(), ...pasts.keys()])].map((arn) => [
            arn,
            { ...(trails.get(arn)?.trail ?? NOTHING), past: pastOf(arn) },
          ]),
        ),
        complete: false,
        chosen,
      };
    },
  };
}

/** Of a record that says no time: it may be later than anything. */
const LAST = '~';

interface Past {
  readonly made: { readonly at: string; readonly by: string }[];
  readonly insights: { readonly at: string; readonly by: string; readonly types: string[] }[];
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
  for (const name of ['name', ...TEXTS] as const) {
    const value = (SPELLED[name] ?? [name]).map((one) => text(field(answer, one))).find(Boolean);
    if (value) settings[name] = value;
  }
  for (const name of SWITCHES) {
    const value = flag(field(answer, name));
    if (value !== undefined) settings[name] = value;
  }
  return settings;
}

/** As answers spell it. */
const SPELLED: Readonly<Record<string, readonly string[]>> = {
  snsTopicArn: ['snsTopicARN', 'snsTopicArn'],
};

const SUBJECTS = [
  ['buckets', 's3BucketName'],
  ['keys', 'kmsKeyId'],
  ['logGroups', 'cloudWatchLogsLogGroupArn'],
  ['roles', 'cloudWatchLogsRoleArn'],
  ['topics', 'snsTopicArn'],
] as const;

const subjectsOf = (settings: Settings): readonly Subject[] =>
  SUBJECTS.map(([kind, name]) => [kind, settings[name]]);

const TEXTS = [
  's3BucketName',
  's3KeyPrefix',
  'kmsKeyId',
  'snsTopicArn',
  'cloudWatchLogsLogGroupArn',
  'cloudWatchLogsRoleArn',
] as const;
const SWITCHES = [
  'includeGlobalServiceEvents',
  'isMultiRegionTrail',
  'isOrganizationTrail',
  'logFileValidationEnabled',
] as const;

/** As requests spell what answers spell otherwise. */
const ASKED_AS: Readonly<Record<string, readonly string[]>> = {
  snsTopicArn: ['snsTopicName', 'snsTopicArn', 'snsTopicARN'],
  logFileValidationEnabled: ['enableLogFileValidation', 'logFileValidationEnabled'],
};

const NOTHING: KnownTrail = { settings: {}, unknown: new Set([...TEXTS, ...SWITCHES]) };

/** The answer without what an update asked for; all of it when the trail was new. */
function expectedOf({ eventName, request }: LogRecord, settings: Settings): KnownTrail {
  // Every answer names the bucket; one that does not was trimmed, and what it leaves out may be there.
  if (settings.s3BucketName === undefined) return NOTHING;
  if (eventName !== 'UpdateTrail') return { settings };
  const unknown = new Set<string>(
    [...TEXTS, ...SWITCHES].filter((name) =>
      (ASKED_AS[name] ?? [name]).some((one) => field(request, one) !== undefined),
    ),
  );
  return {
    settings: Object.fromEntries(Object.entries(settings).filter(([name]) => !unknown.has(name))),
    unknown,
  };
}

/** What the request itself names, where the answer spells it otherwise or is missing. */
const askedFor = ({ request }: LogRecord): readonly Subject[] =>
  SUBJECTS.map(([kind, name]) => [
    kind,
    text(field(request, name === 'snsTopicArn' ? 'snsTopicName' : name)),
  ]);

interface Earliest {
  readonly add: (kind: ProtectedKind, name: string | undefined, at: string) => void;
  readonly all: () => readonly Chosen[];
  /** When the same was met first, under any name. */
  readonly first: (kind: ProtectedKind, name: string) => string;
}

/** Names, each with the first time it was met. */
function earliest(): Earliest {
  const found = new Map<string, Chosen>();
  const first = new Map<string, string>();
  const keep = (times: Map<string, string>, key: string, at: string): void => {
    const known = times.get(key);
    if (known === undefined || at < known) times.set(key, at);
  };
  return {
    add: (kind, name, at) => {
      if (!name) return;
      const known = found.get(`${kind} ${name}`);
      if (!known || at < known.at) found.set(`${kind} ${name}`, { kind, name, at });
      keep(first, `${kind} ${tail(name)}`, at);
    },
    all: () => [...found.values()],
    first: (kind, name) => first.get(`${kind} ${tail(name)}`) ?? `${LAST}~`,
  };
}

/** An ARN and the name it ends in are the same thing. */
const tail = (name: string): string => name.replace(/:\*$/, '').split(/[/:]/).at(-1) ?? name;
