import { recordSpelling } from '../cloudtrail/record-spelling';
import type { Call, Output, RecordPart } from '../core/service';
import { recordedTime } from './recorded-time';

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
