import { type Fields, field, isFields, list, parseJson, text } from './json';
import { type LogRecord, readRecord } from './log-record';

type Unwrapped =
  | {
      readonly kind: 'records';
      readonly records: readonly LogRecord[];
      /** What stood among them and is none, each with the reason. */
      readonly refused: readonly string[];
    }
  | { readonly kind: 'refused'; readonly why: string };

/**
 * The records in one JSON value: a record; `{record}`; what EventBridge sends (`detail`); what
 * LookupEvents answers (`CloudTrailEvent`); what CloudWatch Logs exports (`message`); what CloudTrail
 * Lake answers (`eventJson`); any of these as JSON text; or many of them (`Records`, `Events`,
 * `events`, `logEvents`, an array). An envelope that shares names with what it wraps, as LookupEvents'
 * `EventName` does, is an envelope: what is inside is read first.
 */
export const unwrap = (value: unknown): Unwrapped => unwrapAt(value, 0);

/** An envelope in an envelope in a list: more than any tool writes, and an end for what an attacker does. */
const DEEPEST = 8;

function unwrapAt(value: unknown, depth: number): Unwrapped {
  if (depth > DEEPEST) return refused('wrapped too deeply');
  const many = manyIn(value);
  if (many) return together(many.map((one) => unwrapAt(one, depth + 1)));
  if (typeof value === 'string') return fromText(value, depth);
  if (!isFields(value)) return refused('not a JSON object');
  for (const name of WRAPS) {
    const written = field(value, name);
    const inner = typeof written === 'string' ? parseJson(written) : written;
    const isWhole = name === 'CloudTrailEvent' || name === 'eventJson';
    if (isFields(inner) && (isWhole || says(inner))) return within(inner, value, depth);
    if (isWhole && written !== undefined && written !== null) {
      return refused(`its ${name} is not a JSON object`);
    }
  }
  return recordIn(value, value);
}

/** A field of this name may also be the writer's own beside a record. */
const says = (inner: Fields): boolean =>
  text(field(inner, 'eventName')) !== undefined ||
  isEnvelope(inner) ||
  manyIn(inner) !== undefined ||
  whatElse(inner) !== undefined;

const isEnvelope = (inner: Fields): boolean =>
  WRAPS.some((name) => field(inner, name) !== undefined);

/** No CloudTrail record has a field of one of these names. */
const WRAPS = ['CloudTrailEvent', 'eventJson', 'detail', 'record', 'message'] as const;

/** What is inside, or once more an envelope; where, when and whose it says itself or its envelope does. */
function within(inner: Fields, envelope: Fields, depth: number): Unwrapped {
  if (isEnvelope(inner) || manyIn(inner)) return unwrapAt(inner, depth + 1);
  return recordIn(inner, envelope);
}

/** A JSON value that was put into a string, as `--query 'Events[].CloudTrailEvent'` does. */
function fromText(value: string, depth: number): Unwrapped {
  const parsed = parseJson(value);
  return isFields(parsed) ? unwrapAt(parsed, depth + 1) : refused('not a JSON object');
}

function manyIn(value: unknown): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value;
  if (!isFields(value) || value.eventName !== undefined) return undefined;
  for (const name of LISTS) {
    if (Array.isArray(value[name])) return list(value[name]);
  }
  return undefined;
}

const LISTS = ['Records', 'Events', 'events', 'logEvents'] as const;

function recordIn(value: Fields, envelope: Fields): Unwrapped {
  const other = whatElse(value);
  if (other) return refused(other);
  const opened = withoutTexts(value);
  if (typeof opened === 'string') return refused(opened);
  const record = readRecord(opened, envelope);
  if (!record) return refused(NO_RECORD);
  return { kind: 'records', records: [record], refused: [] };
}

const NO_RECORD = 'not a CloudTrail record';

/** What it is instead, where that can be told; undefined for what may be a record. */
function whatElse(value: Fields): string | undefined {
  const said = (name: string): string | undefined => text(field(value, name));
  if (said('digestStartTime')) return DIGEST;
  if (said('eventType') === 'AwsCloudTrailInsight' || field(value, 'insightDetails')) {
    return INSIGHT;
  }
  if (list(field(value, 's3ObjectKey')).length > 0) {
    return 'a notification that names log files, not a CloudTrail record';
  }
  const source = said('eventSource');
  if (source === undefined) return undefined;
  const service = /^aws:(\w+)/.exec(source)?.[1];
  if (service)
    return `a notification of ${NOTIFIERS[service] ?? 'another service'}, not a CloudTrail record`;
  return /\.amazonaws\.com(\.cn)?$/.test(source)
    ? undefined
    : 'not a CloudTrail record of an AWS service';
}

export const DIGEST = 'a digest, not a log';
export const INSIGHT = 'an Insights event, not a call';

const NOTIFIERS: Readonly<Record<string, string>> = {
  s3: 'S3',
  kinesis: 'Kinesis',
  dynamodb: 'DynamoDB',
  sqs: 'SQS',
  sns: 'SNS',
};

/** Fields that are objects in a record, and JSON text in what Athena, Glue and Lake export of it. */
const OBJECTS = [
  'userIdentity',
  'requestParameters',
  'responseElements',
  'serviceEventDetails',
  'resources',
];

/**
 * The record with those fields as objects; a sentence where one of them is neither an object nor the text
 * of one. Read as empty it would be a call on nothing, without a caller, and silently none of our business.
 */
function withoutTexts(value: Fields): Fields | string {
  const opened: Record<string, unknown> = {};
  for (const name of OBJECTS) {
    const written = field(value, name);
    if (written === undefined || written === null || typeof written === 'object') continue;
    const parsed = typeof written === 'string' ? objectIn(written) : undefined;
    if (parsed === undefined) return `its ${name} is neither an object nor the JSON text of one`;
    opened[name] = parsed;
  }
  return Object.keys(opened).length > 0 ? { ...value, ...opened } : value;
}

function objectIn(written: string): unknown {
  if (written.trim() === '') return null;
  const parsed = parseJson(written);
  return parsed === null || typeof parsed === 'object' ? parsed : undefined;
}

function together(parts: readonly Unwrapped[]): Unwrapped {
  const records = parts.flatMap((part) => (part.kind === 'records' ? part.records : []));
  const refusals = parts.flatMap((part) => (part.kind === 'records' ? part.refused : [part.why]));
  return { kind: 'records', records, refused: refusals };
}

const refused = (why: string): Unwrapped => ({ kind: 'refused', why });
