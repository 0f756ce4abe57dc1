import { recordedTimeOfSession } from './dates';
import { isInput, lowered } from './input';

/** Parameters of a Query call as records have them: small first letters, numbers and booleans told apart from texts. [R] */
export function recordedQuery(input: Readonly<Record<string, unknown>>): unknown {
  return Object.fromEntries(
    Object.entries(input).map(([name, value]) => [lowered(name), recorded(name, value)]),
  );
}

/** What stays text although it may look like a number. */
const isTextual = (name: string): boolean => /(Name|Id|Arn|ARN|Key|Value)s?$/.test(name);

function recorded(name: string, value: unknown): unknown {
  if (value instanceof Date) return recordedTimeOfSession(value);
  if (Array.isArray(value)) return value.map((one) => recorded(name, one));
  if (isInput(value)) return recordedQuery(value);
  if (typeof value !== 'string' || isTextual(name)) return value;
  if (value === 'true' || value === 'false') return value === 'true';
  return /^\d{1,15}$/.test(value) ? Number(value) : value;
}
