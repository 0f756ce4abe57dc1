import { recordSpelling } from '../cloudtrail/record-spelling';
import type { Call, Output, RecordPart } from '../core/service';

/** Records of changes that answer something carry the answer [D orgs_security_incident-response]. */
export function answerInRecord(_call: Call, output: Output | undefined): RecordPart {
  if (output === undefined || Object.keys(output).length === 0) return {};
  return { responseElements: recordSpelling(timesAsText(output) as Output) };
}

function timesAsText(value: unknown): unknown {
  if (value instanceof Date) return recordedTime(value);
  if (Array.isArray(value)) return value.map(timesAsText);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, timesAsText(one)]));
}

const format = new Intl.DateTimeFormat('en-US', {
  dateStyle: 'medium',
  timeStyle: 'medium',
  timeZone: 'UTC',
});

/** Times inside Organizations' records: `Mar 18, 2022 6:16:58 PM` [D orgs_security_incident-response]. */
export function recordedTime(date: Date): string {
  const parts = format.formatToParts(date);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  const day = `${part('month')} ${part('day')}, ${part('year')}`;
  return `${day} ${part('hour')}:${part('minute')}:${part('second')} ${part('dayPeriod')}`;
}
