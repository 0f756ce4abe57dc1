import type { Baseline } from '../domain/baseline';
import { canonicalState } from '../domain/canonical-state';
import { canonicalText } from '../domain/canonical-text';
import { NOT_WEAKER } from '../domain/left-text';
import type { Observation } from '../domain/observation';
import { allParts } from '../domain/parts';
import { streamsOf } from '../domain/selectors';
import { describeStream } from '../domain/stream';
import type { PartBySubject, StateBySubject, SubjectKind } from '../domain/subject';
import type { TrailState } from '../domain/trail';

/** One field that differs. A side is absent where it has no such field, or no such value in a list. */
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
export const fieldsOf = (kind: SubjectKind, state: State): readonly Field[] =>
  flattened(comparable(canonical(kind, state)), '');

/**
 * Field by field; empty when both sides mean the same, even if they are written differently. Times of the status are
 * no part of a baseline. `baseline diff`, `plan` and the incident all use it.
 */
export function differences(
  kind: SubjectKind,
  baseline: State | undefined,
  now: State | undefined,
): readonly Difference[] {
  const before = baseline ? fieldsOf(kind, baseline) : [];
  const after = now ? fieldsOf(kind, now) : [];
  const gone = before.filter((field) => !isAmong(after, field));
  const come = after.filter((field) => !isAmong(before, field));
  const names = [...new Set([...gone, ...come].map(({ field }) => field))];
  const found = names.flatMap((name) => paired(valuesOf(gone, name), valuesOf(come, name), name));
  return found.length > 0 ? found : respelled(kind, baseline, now);
}

type State = StateBySubject[SubjectKind];

const isTrails = (state: State): state is TrailState => 'settings' in state;

/** Without values that change by themselves. */
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

/** A statement, a rule or a target stays on one line. */
const textOf = (value: unknown): string =>
  typeof value === 'object' && value !== null ? canonicalText(value) : String(value);

/** Policies and patterns are kept as texts; nothing when the value is not one. */
function documentIn(value: unknown): object | undefined {
  if (typeof value !== 'string' || !/^\{".*\}$/s.test(value)) return undefined;
  try {
    return JSON.parse(value);
  } catch {
    return undefined; // a text that is not JSON after all is shown as it is
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

/** The same events, written in another way: the warden would put it back, so it is a difference. */
function respelled(
  kind: SubjectKind,
  baseline: State | undefined,
  now: State | undefined,
): readonly Difference[] {
  if (!baseline || !now) return [];
  const [before, after] = [baseline, now].map((state) => lastingText(kind, state));
  if (before === after) return [];
  return [{ field: 'spelling', ...(before && { baseline: before }), ...(after && { now: after }) }];
}

/** The same text for the same state, at any time. */
export const lastingText = (kind: SubjectKind, state: State): string =>
  canonicalText(lasting(canonical(kind, state)));

/** The memory is filed under the subject's kind, so the state is of that kind. */
const canonical = (kind: SubjectKind, state: State): State => canonicalState(kind, state as never);

/**
 * The fields in which a subject differs from its baseline and which no step puts back, because no difference is
 * weaker: a longer retention, a lifecycle that is gone. Ask it only of a look that leaves nothing to do. Parts that
 * were not read are no difference.
 */
export function leftAlone(observation: Observation, baseline: Baseline): readonly string[] {
  if (observation.kind !== 'present') return [];
  const { subject, state } = observation;
  const unread = [...allParts(subject.kind)].filter((part) => !isIn(state, part));
  const read = Object.entries(baseline.state).filter(([part]) => !unread.includes(part as Part));
  const found = differences(subject.kind, Object.fromEntries(read) as typeof state, state);
  return [...new Set(found.map(({ field }) => field))];
}

type Part = PartBySubject[SubjectKind];

const isIn = (state: object, part: string): boolean =>
  (state as Readonly<Record<string, unknown>>)[part] !== undefined;

/** The sentence for people about such differences. */
export const describeLeft = (fields: readonly string[]): string =>
  `it differs in ${listed(fields)}, ${NOT_WEAKER}: it is left as it is until a person puts it back or accepts it (trailwarden baseline diff, baseline accept)`;

const listed = (fields: readonly string[]): string =>
  fields.length > MOST
    ? `${fields.slice(0, MOST).join(', ')} and ${fields.length - MOST} more`
    : fields.join(', ');

const MOST = 8;
