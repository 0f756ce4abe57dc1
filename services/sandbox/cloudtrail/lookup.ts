import { createHash } from 'node:crypto';
import { type Call, NotEmulated, type Output, Refusal, type World } from '../core/service';
import { refusal } from './refusals';
import type { CloudTrailRecord } from './state';

const historyMilliseconds = 90 * 24 * 3_600_000;

/**
 * Event history of the caller's account and Region, newest first; trail settings do not touch it.
 * What is younger than `historyDelayMilliseconds` is not there yet.
 */
export function lookup(world: World, call: Call): Output {
  const { EventCategory } = call.input;
  if (EventCategory !== undefined && EventCategory !== 'insight')
    throw refusal('InvalidEventCategoryException');
  if (EventCategory !== undefined) {
    throw new NotEmulated(
      'sandbox: cloudtrail:LookupEvents of an EventCategory (insight) is not emulated; add it in services/sandbox/cloudtrail/lookup.ts',
    );
  }
  const { historyDelayMilliseconds, history } = world.cloudtrail;
  const now = world.now().getTime();
  const asked = [isWithin(call.input, now), attributeTest(call.input.LookupAttributes)];
  const matches = (history.get(`${call.accountId}/${call.region}`) ?? [])
    .filter(({ eventTime }) => {
      const age = now - Date.parse(eventTime);
      return age >= historyDelayMilliseconds && age <= historyMilliseconds;
    })
    .filter((record) => asked.every((holds) => holds(record)))
    .reverse();
  const { page, next } = pageOf(call.input, matches);
  return { Events: page.map(event), NextToken: next };
}

function isWithin({ StartTime, EndTime }: Call['input'], now: number) {
  const start = Number(StartTime ?? Number.NEGATIVE_INFINITY);
  const end = Number(EndTime ?? Number.POSITIVE_INFINITY);
  // Without an end it is now. [R]
  if (start > (EndTime === undefined ? now / 1000 : end))
    throw refusal('InvalidTimeRangeException');
  return ({ eventTime }: CloudTrailRecord): boolean => {
    const at = Date.parse(eventTime) / 1000;
    return at >= start && at <= end;
  };
}

function event(record: CloudTrailRecord): Output {
  return {
    EventId: record.eventID,
    EventName: record.eventName,
    ReadOnly: String(record.readOnly),
    AccessKeyId: accessKeyOf(record),
    EventTime: new Date(record.eventTime),
    EventSource: record.eventSource,
    Username: userNameOf(record),
    Resources: lookupResources(record).map(({ type, name }) => ({
      ResourceType: type,
      ResourceName: name,
    })),
    CloudTrailEvent: JSON.stringify(record),
  };
}

/** A page goes on behind the last event of the one before, with no regard to what was recorded meanwhile. */
function pageOf(input: Call['input'], matches: readonly CloudTrailRecord[]) {
  const size = pageSize(input.MaxResults);
  const from = position(input, matches);
  const page = matches.slice(from, from + size);
  const last = page.at(-1);
  const isMore = from + size < matches.length && last !== undefined;
  return { page, next: isMore ? token(input, last.eventID) : undefined };
}

function pageSize(written: unknown): number {
  const size = Number(written ?? 50);
  if (size >= 1 && size <= 50) return size;
  throw refusal('InvalidMaxResultsException');
}

/** A token goes with the question it came from. [D] API_LookupEvents */
function token(input: Call['input'], eventId: string): string {
  const { LookupAttributes, StartTime, EndTime } = input;
  const question = createHash('sha256')
    .update(JSON.stringify([LookupAttributes, StartTime, EndTime]))
    .digest('hex')
    .slice(0, 16);
  return Buffer.from(`${question} ${eventId}`).toString('base64');
}

function position(input: Call['input'], matches: readonly CloudTrailRecord[]): number {
  const { NextToken } = input;
  if (NextToken === undefined) return 0;
  const [, eventId = ''] = Buffer.from(String(NextToken), 'base64').toString().split(' ');
  const last = matches.findIndex(({ eventID }) => eventID === eventId);
  if (last >= 0 && NextToken === token(input, eventId)) return last + 1;
  throw refusal('InvalidNextTokenException');
}

type RecordTest = (record: CloudTrailRecord) => boolean;

/** What LookupAttributes asks for; AWS takes one attribute at most. With none every record holds. */
function attributeTest(written: unknown): RecordTest {
  const list = Array.isArray(written)
    ? (written as readonly { AttributeKey: string; AttributeValue: string }[])
    : [];
  if (list.length > 1) throw invalid('You can only use one lookup attribute.');
  const [asked] = list;
  if (asked === undefined) return () => true;
  const values = attributes[asked.AttributeKey];
  if (values === undefined) throw invalid(`Invalid lookup attribute key: ${asked.AttributeKey}`);
  if (asked.AttributeKey === 'ReadOnly' && !/^(true|false)$/.test(asked.AttributeValue))
    throw invalid(`Invalid value for ReadOnly: ${asked.AttributeValue}`);
  return (record) => values(record).includes(asked.AttributeValue);
}

const invalid = (message: string): Refusal =>
  new Refusal('InvalidLookupAttributesException', message);

type Values = (record: CloudTrailRecord) => readonly (string | undefined)[];

const attributes: Readonly<Record<string, Values>> = {
  EventId: ({ eventID }) => [eventID],
  EventName: ({ eventName }) => [eventName],
  EventSource: ({ eventSource }) => [eventSource],
  ReadOnly: ({ readOnly }) => [String(readOnly)],
  Username: (record) => [userNameOf(record)],
  AccessKeyId: (record) => [accessKeyOf(record)],
  ResourceType: (record) => lookupResources(record).map(({ type }) => type),
  ResourceName: (record) => lookupResources(record).map(({ name }) => name),
};

type Identity = Readonly<Record<string, unknown>>;

/** A user's name, a session's name, `root`; AWS services and foreign callers have none. */
function userNameOf(record: CloudTrailRecord): string | undefined {
  const { type, userName: name, principalId } = (record.userIdentity ?? {}) as Identity;
  if (type === 'Root') return 'root';
  if (type === 'AssumedRole') return String(principalId).split(':')[1];
  return typeof name === 'string' ? name : undefined;
}

function accessKeyOf(record: CloudTrailRecord): string | undefined {
  const { accessKeyId: key } = (record.userIdentity ?? {}) as Identity;
  return typeof key === 'string' ? key : undefined;
}

interface LookupResource {
  readonly type: string;
  readonly name: string;
}

type Part = Readonly<Record<string, unknown>>;

/** Which members of a request name a resource, and of which type. */
const named: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'cloudtrail.amazonaws.com': {
    name: 'AWS::CloudTrail::Trail',
    trailName: 'AWS::CloudTrail::Trail',
    s3BucketName: 'AWS::S3::Bucket',
  },
  'iam.amazonaws.com': {
    userName: 'AWS::IAM::User',
    roleName: 'AWS::IAM::Role',
    policyArn: 'AWS::IAM::Policy',
    accessKeyId: 'AWS::IAM::AccessKey',
  },
  's3.amazonaws.com': { bucketName: 'AWS::S3::Bucket' },
};

/**
 * The resources Event history keeps of a record: those of the record itself, those its request names, and
 * the keys it handed out, so that a session's AssumeRole is found by the session's key.
 */
function lookupResources(record: CloudTrailRecord): readonly LookupResource[] {
  const found = [
    ...ofRecord(record),
    ...ofTrail(record),
    ...ofRequest(record),
    ...ofRole(record),
    ...handedOut(record),
  ];
  const known = new Map(found.map((each) => [`${each.type} ${each.name}`, each]));
  return [...known.values()];
}

function ofRecord({ resources }: CloudTrailRecord): readonly LookupResource[] {
  if (!Array.isArray(resources)) return [];
  return resources.flatMap((each) => {
    const { ARN, type } = part(each);
    return typeof ARN === 'string' && typeof type === 'string'
      ? [{ type, name: type.startsWith('AWS::EC2::') ? idIn(ARN) : ARN }]
      : [];
  });
}

/** EC2's resources are found by their ids, not by ARNs. [P] */
const idIn = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1);

function ofRequest({
  eventSource,
  requestParameters,
}: CloudTrailRecord): readonly LookupResource[] {
  const request = part(requestParameters);
  return Object.entries(named[eventSource] ?? {}).flatMap(([member, type]) => {
    const name = request[member];
    return typeof name === 'string' ? [{ type, name }] : [];
  });
}

/** A trail by its ARN before its name, a role by name, id and ARN. [R] */
function ofTrail({ responseElements }: CloudTrailRecord): readonly LookupResource[] {
  const { trailARN } = part(responseElements);
  return typeof trailARN === 'string' ? [{ type: 'AWS::CloudTrail::Trail', name: trailARN }] : [];
}

function ofRole({ responseElements }: CloudTrailRecord): readonly LookupResource[] {
  const { roleId, arn } = part(part(responseElements).role);
  return [roleId, arn].flatMap((name) =>
    typeof name === 'string' ? [{ type: 'AWS::IAM::Role', name }] : [],
  );
}

function handedOut({ responseElements }: CloudTrailRecord): readonly LookupResource[] {
  const { credentials, assumedRoleUser, accessKey } = part(responseElements);
  return [
    { type: 'AWS::IAM::AccessKey', name: part(credentials).accessKeyId },
    { type: 'AWS::STS::AssumedRole', name: part(assumedRoleUser).assumedRoleId },
    { type: 'AWS::STS::AssumedRole', name: part(assumedRoleUser).arn },
    { type: 'AWS::IAM::AccessKey', name: part(accessKey).accessKeyId },
  ].flatMap(({ type, name }) => (typeof name === 'string' ? [{ type, name }] : []));
}

const part = (value: unknown): Part =>
  typeof value === 'object' && value !== null ? (value as Part) : {};
