import { createHash } from 'node:crypto';
import { canonicalText } from '../../shared/aws/baselines/canonical-text';
import { streamsOf } from '../../shared/domain/selectors';
import { describeStream } from '../../shared/domain/stream';
import type { TrailState } from '../../shared/domain/trail';

/** One field that is not the same. Absent: there is no such field, or value in a list, on that side. */
export interface Difference {
  readonly field: string;
  readonly baseline?: string;
  readonly now?: string;
}

export interface Field {
  readonly field: string;
  readonly value: string;
}

/** Everything a baseline holds a trail to, one field a line; lists have a line for each value. */
export const fieldsOf = (state: TrailState): readonly Field[] => flattened(comparable(state), '');

/** Field by field; empty when both say the same. Times of the status are no part of a baseline. */
export function differences(
  baseline: TrailState | undefined,
  now: TrailState | undefined,
): readonly Difference[] {
  const before = baseline ? fieldsOf(baseline) : [];
  const after = now ? fieldsOf(now) : [];
  const gone = before.filter((field) => !isAmong(after, field));
  const come = after.filter((field) => !isAmong(before, field));
  const names = [...new Set([...gone, ...come].map(({ field }) => field))];
  const found = names.flatMap((name) => paired(valuesOf(gone, name), valuesOf(come, name), name));
  return found.length > 0 ? found : respelled(baseline, now);
}

/** The same for the same state: what was looked at can be named when it is accepted. */
export const fingerprint = (state: TrailState): string =>
  createHash('sha256')
    .update(canonicalText({ ...state, status: state.status.isLogging }))
    .digest('hex')
    .slice(0, 12);

const comparable = ({ status, selectors, ...parts }: TrailState) => ({
  status: { isLogging: status.isLogging },
  ...parts,
  ...(selectors && { selectors: streamsOf(selectors).map(describeStream) }),
});

function flattened(value: unknown, path: string): readonly Field[] {
  if (value === undefined) return [];
  if (Array.isArray(value)) return value.flatMap((one) => flattened(one, path));
  if (typeof value !== 'object' || value === null) return [{ field: path, value: String(value) }];
  return Object.entries(value).flatMap(([name, one]) =>
    flattened(one, path ? `${path}.${name}` : name),
  );
}

const isAmong = (fields: readonly Field[], { field, value }: Field): boolean =>
  fields.some((other) => other.field === field && other.value === value);

const valuesOf = (fields: readonly Field[], name: string): readonly string[] =>
  fields.filter(({ field }) => field === name).map(({ value }) => value);

const paired = (gone: readonly string[], come: readonly string[], field: string): Difference[] =>
  Array.from({ length: Math.max(gone.length, come.length) }, (_, index) => ({
    field,
    ...(gone[index] !== undefined && { baseline: gone[index] }),
    ...(come[index] !== undefined && { now: come[index] }),
  }));

/** The same events, written in another way: it would be put back, so it is a difference. */
function respelled(
  baseline: TrailState | undefined,
  now: TrailState | undefined,
): readonly Difference[] {
  if (!baseline || !now || fingerprint(baseline) === fingerprint(now)) return [];
  const [before, after] = [baseline, now].map(({ status, ...parts }) => canonicalText(parts));
  return [{ field: 'spelling', ...(before && { baseline: before }), ...(after && { now: after }) }];
}
