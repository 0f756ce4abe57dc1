import type { Baseline } from '../../domain/baseline';
import { canonicalText } from '../../domain/canonical-text';
import { subjectKey } from '../../domain/subject';
import type { Item } from '../table/update';
import type { SealedBaseline } from './seal';

/**
 * A baseline as it lies in the table. It is nested, because `state` at the top is the key of an index. The seal is
 * inside, so that a baseline is never written without it.
 */
export const baselineRow = ({ baseline, mac }: SealedBaseline) => ({
  kind: 'baseline' as const,
  subjectKey: subjectKey(baseline.subject),
  baseline: { ...baseline, ...(mac !== undefined && { mac }) },
});

/** The unverified content of a baseline's row. */
export interface ReadRow {
  readonly subjectKey: string;
  /** Absent when the row holds no baseline of the subject it is filed under. */
  readonly baseline?: Baseline;
  readonly mac?: string;
}

/** Nothing when the item is missing, or is no baseline's row. */
export function readRow(item: Item | undefined): ReadRow | undefined {
  if (item?.kind !== 'baseline') return undefined;
  const key = String(item.subjectKey);
  const { mac, ...read } = plain(item.baseline);
  return {
    subjectKey: key,
    ...(isBaseline(read, key) && { baseline: read }),
    ...(typeof mac === 'string' && { mac }),
  };
}

/**
 * Exactly what the seal covers, and nothing else. DynamoDB can hold what JSON cannot: sets, binary, and a key
 * `__proto__` from which every field would be inherited. What was not verified must not be read.
 */
function plain(value: unknown): Readonly<Record<string, unknown>> {
  const read: unknown = value === undefined ? undefined : JSON.parse(canonicalText(value));
  return isRecord(read) ? read : {};
}

/** Checked before the seal is verified: whose baseline it is, and that a trail's state has a status. */
function isBaseline(read: unknown, key: string): read is Baseline {
  if (!isRecord(read) || !isRecord(read.subject) || !isRecord(read.state)) return false;
  const { kind, accountId, region, id } = read.subject;
  const { version, capturedAt, state } = read;
  return (
    [accountId, region, capturedAt].every((text) => typeof text === 'string') &&
    `${kind}#${id}` === key &&
    Number.isSafeInteger(version) &&
    (kind !== 'trail' || isRecord(state.status))
  );
}

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
