import { type Fields, field, fields, text } from '../../record/json';
import { type Identity, present, readIdentity, time } from './read-identity';

/** The fields of a record that a lineage reads. None of them is certain to be there. */
export interface RecordedCall {
  readonly eventId?: string;
  /** The same in every account that got a copy. */
  readonly sharedEventId?: string;
  readonly eventName?: string;
  readonly eventTime?: string;
  readonly region?: string;
  /** The account whose record this is. */
  readonly accountId?: string;
  readonly failed: boolean;
  readonly identity: Identity;
  readonly request: Fields;
  readonly response: Fields;
}

/** Never throws, with any input. */
export const readCall = (record: unknown): RecordedCall => ({
  ...present('eventId', text(field(record, 'eventID'))),
  ...present('sharedEventId', text(field(record, 'sharedEventID'))),
  ...present('eventName', text(field(record, 'eventName'))),
  ...present('eventTime', time(field(record, 'eventTime'))),
  ...present('region', text(field(record, 'awsRegion'))),
  ...present('accountId', text(field(record, 'recipientAccountId'))),
  failed: text(field(record, 'errorCode')) !== undefined,
  identity: readIdentity(field(record, 'userIdentity')),
  request: fields(field(record, 'requestParameters')),
  response: fields(field(record, 'responseElements')),
});

/** The key of the session that this call began. */
export const issuedKey = ({ response }: RecordedCall): string | undefined =>
  text(field(response, 'credentials', 'accessKeyId'));

/** The session that this call began, by its ARN. */
export function issuedSession({ response, request }: RecordedCall): string | undefined {
  const said = text(field(response, 'assumedRoleUser', 'arn'));
  if (said) return said;
  const role = text(request.roleArn)?.split(':');
  const session = text(request.roleSessionName);
  const name = role?.[5]?.split('/').at(-1);
  if (!role || !name || !session) return undefined;
  return `arn:${role[1]}:sts::${role[4]}:assumed-role/${name}/${session}`;
}
