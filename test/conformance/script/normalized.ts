import type { Place } from './place';

/** Fields with a random value: the comparison only asks whether there is one. */
const CHANCE = new Set([
  'AccessKeyId',
  'SecretAccessKey',
  'SessionToken',
  'UserId',
  'AssumedRoleId',
  'RoleId',
  'PolicyId',
  'KeyId',
  'creationTime',
  'MessageId',
  'ReceiptHandle',
  'SentTimestamp',
  'ApproximateFirstReceiveTimestamp',
  'CreatedTimestamp',
  'LastModifiedTimestamp',
  'SenderId',
  'LatestDeliveryAttemptSucceeded',
  'LatestDeliveryAttemptTime',
  'LatestNotificationAttemptSucceeded',
  'LatestNotificationAttemptTime',
  'TimeLoggingStarted',
  'TimeLoggingStopped',
]);

/** Times, ids and account numbers by what they are, so that two places can be compared. */
export function normalized(value: unknown, place: Place, field = ''): unknown {
  if (value === undefined || value === null) return value;
  if (CHANCE.has(field)) return `<${field}>`;
  if (value instanceof Date) return '<time>';
  if (typeof value === 'string') return normalizedText(value, place);
  if (Array.isArray(value)) return value.map((each) => normalized(each, place));
  if (typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, normalized(each, place, name)]),
  );
}

/** A document in a field is compared as what it says, not as how it is written. */
function normalizedText(text: string, place: Place): unknown {
  const isDocument = /^\{\s*"/.test(text);
  return isDocument ? normalized(JSON.parse(text), place) : named(text, place);
}

const named = (text: string, { endpoint, management, member, others }: Place): string =>
  others
    .reduce((rest, id, index) => rest.replaceAll(id, `<other ${index}>`), text)
    .replaceAll(endpoint, '<endpoint>')
    .replaceAll(management.id, '<management>')
    .replaceAll(member.id, '<member>')
    .replaceAll(/\bo-[a-z0-9]{10,32}\b/g, '<organization>')
    .replaceAll(/\br-[a-z0-9]{4,32}\b/g, '<root>')
    .replaceAll(/\bp-[a-z0-9]{8,32}\b/g, '<policy>')
    .replaceAll(/\b[0-9a-f]{64}\b/g, '<canonical user>')
    .replaceAll(/\bou-[a-z0-9]{4,32}-[a-z0-9]{8,32}\b/g, '<unit>')
    .replaceAll(/:assumed-role\/(\w+)\/[\w-]+/g, ':assumed-role/$1/<session>')
    .replaceAll(/\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, '<uuid>');
