import type { Actor } from '../domain/evidence';
import { type Fields, field, fields, flag, list, text } from './json';

/**
 * A CloudTrail record as far as a judgement needs it. Only the call's name is certain to be there: logs
 * are trimmed, and a denied call mostly has no parameters.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-record-contents.html
 */
export interface LogRecord {
  readonly eventSource: string;
  readonly eventName: string;
  /** The id that copies in other accounts share, else the record's own. */
  readonly eventId?: string;
  readonly eventTime?: string;
  /** The account whose log this is; else the caller's. */
  readonly accountId?: string;
  readonly region?: string;
  /** Absent when the call succeeded. */
  readonly errorCode?: string;
  readonly errorMessage?: string;
  readonly readOnly: boolean;
  /** A VPC endpoint's copy of a call: says that it passed, not that it was carried out. */
  readonly networkActivity: boolean;
  readonly actor: Actor;
  readonly sourceIp?: string;
  /** Absent when the record has none, or AWS left them out because they were too large. */
  readonly request?: Fields;
  /** AWS left the parameters out because they were too large. */
  readonly omitted: boolean;
  readonly response: Fields;
  readonly serviceEvent: Fields;
  readonly resourceArns: readonly string[];
}

/** Undefined when the value is no CloudTrail record: it names no call. */
export function readRecord(value: unknown, envelope: unknown = {}): LogRecord | undefined {
  const eventSource = text(field(value, 'eventSource'));
  const eventName = text(field(value, 'eventName'));
  if (!eventSource || !eventName) return undefined;
  const said = (name: string): string | undefined => text(field(value, name));
  const parameters = fields(field(value, 'requestParameters'));
  const omitted = flag(parameters.omitted) === true;
  const actor = readActor(field(value, 'userIdentity'));
  const accountId =
    said('recipientAccountId') ?? text(field(envelope, 'account')) ?? actor.accountId;
  return {
    eventSource,
    eventName,
    ...optional('eventId', said('sharedEventID') ?? said('eventID')),
    ...optional('eventTime', said('eventTime') ?? text(field(envelope, 'time'))),
    ...optional('accountId', accountId),
    ...optional('region', said('awsRegion') ?? text(field(envelope, 'region'))),
    ...optional('errorCode', said('errorCode')),
    ...optional('errorMessage', said('errorMessage')),
    readOnly: flag(field(value, 'readOnly')) === true,
    networkActivity:
      said('eventCategory') === 'NetworkActivity' || said('eventType') === 'AwsVpceEvent',
    actor,
    ...optional('sourceIp', said('sourceIPAddress')),
    ...(!omitted && Object.keys(parameters).length > 0 && { request: parameters }),
    omitted,
    response: fields(field(value, 'responseElements')),
    serviceEvent: fields(field(value, 'serviceEventDetails')),
    resourceArns: list(field(value, 'resources')).flatMap(arnOf),
  };
}

const optional = <K extends string>(name: K, value: string | undefined): { [P in K]?: string } =>
  (value === undefined ? {} : { [name]: value }) as { [P in K]?: string };

/** S3, KMS and Panther's fixtures disagree on the spelling. */
const arnOf = (resource: unknown): string[] => {
  const arn = text(field(resource, 'ARN')) ?? text(field(resource, 'arn'));
  return arn ? [arn] : [];
};

function readActor(identity: unknown): Actor {
  const said = (...path: readonly string[]): string | undefined => text(field(identity, ...path));
  const accountId = said('accountId');
  const principal =
    said('arn') ?? said('principalId') ?? said('invokedBy') ?? accountId ?? 'unknown';
  const issuer = said('sessionContext', 'sessionIssuer', 'arn');
  const source = said('sessionContext', 'sourceIdentity');
  return {
    type: said('type') ?? 'Unknown',
    principal,
    ...optional('accountId', accountId),
    ...optional('accessKeyId', said('accessKeyId')),
    chain: [source, issuer, principal].filter((link) => link !== undefined),
  };
}

/** CloudTrail itself, delivering. */
export const isCloudTrail = ({ actor }: LogRecord): boolean =>
  actor.principal === 'cloudtrail.amazonaws.com';
