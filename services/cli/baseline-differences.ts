import { createHash } from 'node:crypto';
import { canonicalText } from '../../shared/aws/baselines/canonical-text';
import { streamsOf } from '../../shared/domain/selectors';
import { describeStream } from '../../shared/domain/stream';
import type { StateBySubject, SubjectKind } from '../../shared/domain/subject';
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

/** Everything a baseline holds a subject to, one field a line; lists have a line for each value. */
export const fieldsOf = (state: State): readonly Field[] => flattened(comparable(state), '');

/** Field by field; empty when both say the same. Times of the status are no part of a baseline. */
export function differences(
  baseline: State | undefined,
  now: State | undefined,
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
export const fingerprint = (state: State): string =>
  createHash('sha256')
    .update(canonicalText(lasting(state)))
    .digest('hex')
    .slice(0, 12);

type State = StateBySubject[SubjectKind];

const isTrails = (state: State): state is TrailState => 'settings' in state;

/** Without what comes and goes by itself. */
const lasting = (state: State) =>
  isTrails(state) ? { ...state, status: state.status.isLogging } : state;

/** As people read it: a trail's selectors by the events they select. */
function comparable(state: State): unknown {
  if (!isTrails(state)) return state;
  const { status, selectors, ...parts } = state;
  return {
    status: { isLogging: status.isLogging },
    ...parts,
    ...(selectors && { selectors: streamsOf(selectors).map(describeStream) }),
  };
}

function flattened(value: unknown, path: string): readonly Field[] {
  if (value === undefined) return [];
  if (Array.isArray(value)) return value.map((one) => ({ field: path, value: textOf(one) }));
  const fields = documentIn(value) ?? value;
  if (typeof fields !== 'object' || fields === null) return [{ field: path, value: String(value) }];
  return Object.entries(fields).flatMap(([name, one]) =>
    flattened(one, path ? `${path}.${name}` : name),
  );
}

/** What belongs together stays on one line: a statement, a rule, a target. */
const textOf = (value: unknown): string =>
  typeof value === 'object' && value !== null ? canonicalText(value) : String(value);

/** Policies and patterns are kept as texts; nothing when the value is no such text. */
function documentIn(value: unknown): object | undefined {
  if (typeof value !== 'string' || !/^\{".*\}$/s.test(value)) return undefined;
  try {
    return JSON.parse(value);
  } catch {
    return undefined; // a text that only looks like one is shown as it is
  }
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
function respelled(baseline: State | undefined, now: State | undefined): readonly Difference[] {
  if (!baseline || !now || fingerprint(baseline) === fingerprint(now)) return [];
  const [before, after] = [baseline, now].map((state) => canonicalText(lasting(state)));
  return [{ field: 'spelling', ...(before && { baseline: before }), ...(after && { now: after }) }];
}
