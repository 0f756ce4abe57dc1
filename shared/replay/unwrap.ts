import { field, fields, isFields, list, parseJson, text } from './json';
import { type LogRecord, readRecord } from './log-record';

export type Unwrapped =
  | { readonly kind: 'records'; readonly records: readonly LogRecord[]; readonly refused: number }
  | { readonly kind: 'refused'; readonly why: string };

/**
 * The records in one JSON value: a record; `{record}`; what EventBridge sends (`detail`); what
 * LookupEvents answers (`CloudTrailEvent`); what CloudWatch Logs exports (`message`); or many of them
 * (`Records`, `Events`, `logEvents`, an array).
 */
export function unwrap(value: unknown): Unwrapped {
  const many = manyIn(value);
  if (many) return together(many.map(unwrap));
  if (!isFields(value)) return refused('not a JSON object');
  const record = readRecord(inside(value), value);
  if (record) return { kind: 'records', records: [record], refused: 0 };
  return refused(whatElse(value));
}

function manyIn(value: unknown): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value;
  if (!isFields(value) || value.eventName !== undefined) return undefined;
  for (const name of ['Records', 'Events', 'logEvents']) {
    if (Array.isArray(value[name])) return list(value[name]);
  }
  return undefined;
}

function inside(value: Record<string, unknown> | unknown): unknown {
  if (text(field(value, 'eventName')) && text(field(value, 'eventSource'))) return value;
  const written = text(fields(value).CloudTrailEvent) ?? text(fields(value).message);
  if (written) return parseJson(written);
  const { record, detail } = fields(value);
  // A corpus line's record may itself be an envelope.
  return isFields(record) ? inside(record) : detail;
}

const whatElse = (value: unknown): string =>
  text(field(value, 'digestStartTime')) ? 'a digest, not a log' : 'not a CloudTrail record';

function together(parts: readonly Unwrapped[]): Unwrapped {
  const records = parts.flatMap((part) => (part.kind === 'records' ? part.records : []));
  const refusals = parts.map((part) => (part.kind === 'records' ? part.refused : 1));
  return { kind: 'records', records, refused: refusals.reduce((sum, one) => sum + one, 0) };
}

const refused = (why: string): Unwrapped => ({ kind: 'refused', why });
