import { field, isFields, text } from '../../record/json';

/** A policy that a call wrote, or took away. */
export interface PolicyWrite {
  readonly eventId: string;
  readonly at: string;
  readonly principal: string;
  /** By meaning, and not as it was written: records keep it as JSON. Undefined where the policy was deleted. */
  readonly policy: string | undefined;
}

/** The accepted writes of the policy of a bucket, the newest first. Records that do not say what was written are left out. */
export function policyWrites(records: readonly unknown[], bucket: string): readonly PolicyWrite[] {
  return records
    .flatMap((record) => writeOf(record, bucket) ?? [])
    .toSorted((one, other) => other.at.localeCompare(one.at));
}

function writeOf(record: unknown, bucket: string): PolicyWrite | undefined {
  const name = field(record, 'eventName');
  const isDeletion = name === 'DeleteBucketPolicy';
  if (field(record, 'eventSource') !== 's3.amazonaws.com' || field(record, 'errorCode')) return;
  if (!isDeletion && name !== 'PutBucketPolicy') return;
  if (field(record, 'requestParameters', 'bucketName') !== bucket) return;
  const written = field(record, 'requestParameters', 'bucketPolicy');
  const eventId = text(field(record, 'eventID'));
  const at = text(field(record, 'eventTime'));
  if (!eventId || !at || (!isDeletion && !isFields(written))) return;
  return {
    ...{ eventId, at },
    principal: text(field(record, 'userIdentity', 'arn')) ?? 'unknown',
    policy: isDeletion ? undefined : JSON.stringify(written),
  };
}

export interface WrittenAround {
  /** What was written last before the change; null where Event history does not tell. */
  readonly before: PolicyWrite | null;
  /** What the change itself wrote; null where Event history does not tell. */
  readonly wanted: PolicyWrite | null;
}

/** The event of an incident. */
export interface OfIncident {
  readonly eventId: string;
  readonly at: string;
}

/**
 * The change that an incident is of, and what was written before it. The event of the incident is the change, and no
 * other write stands for it: Event history is minutes late, and an intruder can fill it, so the newest write there may be
 * the intruder's. Where there is no event, the change is the newest write that made the policy what was found.
 */
export function writtenAround(
  writes: readonly PolicyWrite[],
  event: OfIncident | undefined,
  madeIt: (write: PolicyWrite) => boolean,
): WrittenAround {
  const at = event
    ? writes.findIndex(({ eventId }) => eventId === event.eventId)
    : writes.findIndex(madeIt);
  const before =
    event && at < 0
      ? writes.find((one) => Date.parse(one.at) < Date.parse(event.at))
      : at >= 0 && writes[at + 1];
  return { wanted: writes[at] ?? null, before: before || null };
}
