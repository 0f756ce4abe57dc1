import { findReported } from '../../../shared/tampering/reported/catalogue';

/** Calls that no deployed rule forwards, of rows whose harm a look finds in the state. */
const FOUND_BY_LOOKS: ReadonlySet<string> = new Set([
  'logs.amazonaws.com DeleteDestination',
  'logs.amazonaws.com PutDestinationPolicy',
  'logs.amazonaws.com PutResourcePolicy',
  // Names that the documentation has, and records do not.
  's3.amazonaws.com PutBucketLifecycleConfiguration',
  's3.amazonaws.com PutBucketNotificationConfiguration',
]);

/** No deployed rule forwards such a call: a running warden hears nothing of it, and a replay tells it all the same. */
export function isUnheard({
  row,
  eventSource,
  eventName,
}: {
  readonly row: string;
  readonly eventSource: string;
  readonly eventName: string;
}): boolean {
  const call = `${eventSource} ${eventName}`;
  return FOUND_BY_LOOKS.has(call) || Object.hasOwn(findReported(row)?.notForwarded ?? {}, call);
}
