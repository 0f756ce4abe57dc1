/** The same with every date in it written another way. */
export function withDates(value: unknown, written: (date: Date) => unknown): unknown {
  if (value instanceof Date) return written(value);
  if (Array.isArray(value)) return value.map((one) => withDates(one, written));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, withDates(one, written)]),
  );
}

const format = new Intl.DateTimeFormat('en-US', {
  dateStyle: 'medium',
  timeStyle: 'medium',
  timeZone: 'UTC',
});

/** `2026-09-13T15:38:40Z`: the records of IAM and STS, recorded in September 2026. */
export const recordedIso = (date: Date): string => date.toISOString().replace(/\.\d{3}Z$/, 'Z');

/** `Dec 12, 2026, 4:19:32 PM`, as the records of some services write a time inside an answer. */
export const recordedTimeOfSession = (date: Date): string =>
  format.format(date).replace(/\s/g, ' ');

/** `Mar 18, 2022 6:16:58 PM`, as those of Organizations and KMS do [D orgs_security_incident-response], [R]. */
export const recordedTime = (date: Date): string =>
  recordedTimeOfSession(date).replace(/^(\w+ \d+, \d+), /, '$1 ');
