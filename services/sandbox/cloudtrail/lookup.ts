import type { Call } from '../core/call';
import { NotEmulated } from '../core/not-emulated';
import { Refusal } from '../core/refusal';
import type { Output } from '../core/service';
import type { World } from '../core/world';
import { invalidTimeRange } from './refusals';
import type { CloudTrailRecord } from './state';

type Identity = Readonly<Record<string, unknown>>;

/** Event history of the caller's account and Region, newest first; trail settings do not touch it. */
export function lookup(world: World, call: Call): Output {
  const history = world.cloudtrail.history.get(`${call.accountId}/${call.region}`) ?? [];
  const matches = history.filter(matcher(call.input)).reverse();
  const size = pageSize(call.input.MaxResults);
  const from = position(call.input.NextToken);
  const next = from + size;
  return {
    Events: matches.slice(from, next).map(event),
    ...(next < matches.length && { NextToken: Buffer.from(String(next)).toString('base64') }),
  };
}

function matcher({ StartTime, EndTime, LookupAttributes }: Call['input']) {
  const start = Number(StartTime ?? Number.NEGATIVE_INFINITY);
  const end = Number(EndTime ?? Number.POSITIVE_INFINITY);
  if (start > end) {
    throw invalidTimeRange();
  }
  const attributes = attributesOf(LookupAttributes);
  return (record: CloudTrailRecord): boolean => {
    const at = Date.parse(record.eventTime) / 1000;
    return at >= start && at <= end && attributes.every((holds) => holds(record));
  };
}

/** AWS takes one attribute at most. */
function attributesOf(written: unknown): readonly ((record: CloudTrailRecord) => boolean)[] {
  const list = Array.isArray(written)
    ? (written as readonly { AttributeKey: string; AttributeValue: string }[])
    : [];
  if (list.length > 1) {
    throw new Refusal('InvalidLookupAttributesException', 'You can only use one lookup attribute.');
  }
  return list.map(({ AttributeKey, AttributeValue }) => {
    const read = attribute(AttributeKey);
    return (record) => read(record) === AttributeValue;
  });
}

function attribute(key: string): (record: CloudTrailRecord) => string | undefined {
  if (key === 'EventName') return ({ eventName }) => eventName;
  if (key === 'EventId') return ({ eventID }) => eventID;
  if (key === 'EventSource') return ({ eventSource }) => eventSource;
  if (key === 'ReadOnly') return ({ readOnly }) => String(readOnly);
  if (key === 'Username') return userName;
  if (key === 'AccessKeyId') return accessKeyId;
  throw new NotEmulated(
    `sandbox: cloudtrail:LookupEvents by ${key} is not emulated; add it in services/sandbox/cloudtrail/lookup.ts`,
  );
}

function event(record: CloudTrailRecord): Output {
  const user = userName(record);
  const key = accessKeyId(record);
  return {
    EventId: record.eventID,
    EventName: record.eventName,
    ReadOnly: String(record.readOnly),
    ...(key !== undefined && { AccessKeyId: key }),
    EventTime: new Date(record.eventTime),
    EventSource: record.eventSource,
    ...(user !== undefined && { Username: user }),
    Resources: [],
    CloudTrailEvent: JSON.stringify(record),
  };
}

/** A user's name, a session's name, `root`; AWS services and foreign callers have none. */
function userName(record: CloudTrailRecord): string | undefined {
  const { type, userName: name, principalId } = record.userIdentity as Identity;
  if (type === 'Root') return 'root';
  if (type === 'AssumedRole') return String(principalId).split(':')[1];
  return typeof name === 'string' ? name : undefined;
}

function accessKeyId(record: CloudTrailRecord): string | undefined {
  const { accessKeyId: key } = record.userIdentity as Identity;
  return typeof key === 'string' ? key : undefined;
}

function pageSize(written: unknown): number {
  const size = Number(written ?? 50);
  if (size >= 1 && size <= 50) return size;
  throw new Refusal('InvalidMaxResultsException', 'MaxResults must be between 1 and 50.');
}

function position(token: unknown): number {
  if (token === undefined) return 0;
  const from = Number(Buffer.from(String(token), 'base64').toString());
  if (Number.isInteger(from)) return from;
  throw new Refusal('InvalidNextTokenException', 'Invalid token.');
}
