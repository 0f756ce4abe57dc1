import type { Baseline } from '../../domain/baseline';
import { canonicalText } from '../../domain/canonical-text';
import { subjectKey } from '../../domain/subject';
import type { Item } from '../table/update';
import type { SealedBaseline } from './seal';

/**
 * A baseline as it lies in the table. Nested, because `state` at the top is the key of an index; its
 * seal inside, so that the one is never written without the other.
 */
export const baselineRow = ({ baseline, mac }: SealedBaseline) => ({
  kind: 'baseline' as const,
  subjectKey: subjectKey(baseline.subject),
  baseline: { ...baseline, ...(mac !== undefined && { mac }) },
});

/** What a row of a baseline says, not verified. */
export interface ReadRow {
  readonly subjectKey: string;
  /** Absent when what lies there is no baseline of the subject the row is filed under. */
  readonly baseline?: Baseline;
  readonly mac?: string;
}

/** Nothing when the item is not there, or is something else than a baseline. */
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
 * Exactly what the seal is of, and nothing else: DynamoDB can hold what JSON cannot (sets, binary, a
 * key `__proto__` from which every field would be inherited), and what was not verified must not be
 * read.
 */
function plain(value: unknown): Readonly<Record<string, unknown>> {
  const read: unknown = value === undefined ? undefined : JSON.parse(canonicalText(value));
  return isRecord(read) ? read : {};
}

/** What is relied on before the seal is verified: whose it is, and that a trail's state has a status. */
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

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
