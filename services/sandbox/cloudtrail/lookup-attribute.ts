import { Refusal } from '../core/refusal';
import { lookupResources } from './lookup-resources';
import type { CloudTrailRecord } from './state';

type RecordTest = (record: CloudTrailRecord) => boolean;

/** What LookupAttributes asks for; AWS takes one attribute at most. With none every record holds. */
export function attributeTest(written: unknown): RecordTest {
  const list = Array.isArray(written)
    ? (written as readonly { AttributeKey: string; AttributeValue: string }[])
    : [];
  if (list.length > 1) {
    throw invalid('You can only use one lookup attribute.');
  }
  const [asked] = list;
  if (asked === undefined) return () => true;
  const values = attributes[asked.AttributeKey];
  if (values === undefined) throw invalid(`Invalid lookup attribute key: ${asked.AttributeKey}`);
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
export function userNameOf(record: CloudTrailRecord): string | undefined {
  const { type, userName: name, principalId } = (record.userIdentity ?? {}) as Identity;
  if (type === 'Root') return 'root';
  if (type === 'AssumedRole') return String(principalId).split(':')[1];
  return typeof name === 'string' ? name : undefined;
}

export function accessKeyOf(record: CloudTrailRecord): string | undefined {
  const { accessKeyId: key } = (record.userIdentity ?? {}) as Identity;
  return typeof key === 'string' ? key : undefined;
}
