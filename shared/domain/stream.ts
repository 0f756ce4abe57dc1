/** What one selector selects: a category of events and the constraints that narrow it. */
export interface Stream {
  /** `Management`, `Data`, `NetworkActivity`. */
  readonly category: string;
  /** Without constraints it selects everything of the category. */
  readonly constraints: readonly Constraint[];
}

/** One of the values (`equals`, `startsWith`, `endsWith`), or none of them (`notEquals` …). */
export interface Constraint {
  readonly field: string;
  readonly operator: string;
  readonly values: readonly string[];
}

/** Absent when there are no values: AWS knows no empty list. */
export const constraint = (
  field: string,
  operator: string,
  values: readonly string[] = [],
): readonly Constraint[] => (values.length > 0 ? [{ field, operator, values }] : []);

export const READS = constraint('readOnly', 'equals', ['true']);
export const WRITES = constraint('readOnly', 'equals', ['false']);

/**
 * Do these streams select all that `stream` does? Several may do so together (reads by one, writes by another). So
 * it is split into slices that no stream cuts through, and one stream must cover each slice. Where this cannot be
 * decided the answer is no: then something is put back in vain, and nothing goes unrecorded.
 */
export function isCovered(stream: Stream, by: readonly Stream[]): boolean {
  const sources = [...new Set(by.flatMap(namedSources))];
  return slicesOf(stream, sources).every((slice) => by.some((wide) => covers(wide, slice)));
}

const namedSources = ({ constraints }: Stream): readonly string[] =>
  constraints
    .filter(({ field, operator }) => field === 'eventSource' && /equals$/i.test(operator))
    .flatMap(({ values }) => values);

/** Reads and writes apart, and each event source that a constraint names apart from all others. */
function slicesOf({ category, constraints }: Stream, sources: readonly string[]): Stream[] {
  const bySource = [
    ...sources.map((source) => constraint('eventSource', 'equals', [source])),
    constraint('eventSource', 'notEquals', sources),
  ];
  return [READS, WRITES]
    .flatMap((access) => bySource.map((source) => [...constraints, ...access, ...source]))
    .filter((all) => !isContradictory(all))
    .map((all) => ({ category, constraints: all }));
}

/** Does it require one of some values, and let none of them through? */
const isContradictory = (all: readonly Constraint[]): boolean =>
  all
    .filter(({ operator }) => operator === 'equals')
    .some(({ field, values }) =>
      values.every((value) => all.some((one) => one.field === field && !lets(one, value))),
    );

const covers = (wide: Stream, narrow: Stream): boolean =>
  wide.category === narrow.category &&
  wide.constraints.every((constraint) =>
    narrow.constraints.some((other) => admits(constraint, other)),
  );

/** Does `wide` certainly let through everything that `narrow` lets through? */
function admits(wide: Constraint, narrow: Constraint): boolean {
  if (wide.field !== narrow.field) return false;
  if (narrow.operator === 'equals') return narrow.values.every((value) => lets(wide, value));
  if (wide.operator !== narrow.operator) return false;
  return wide.operator.startsWith('not')
    ? wide.values.every((value) => !lets(narrow, value))
    : narrow.values.every((value) => lets(wide, value));
}

/** Does an event with this value in the field pass? An unknown operator lets nothing through. */
function lets({ operator, values }: Constraint, value: string): boolean {
  const isNegative = operator.startsWith('not');
  const compare = COMPARE[isNegative ? operator.slice(3) : operator];
  return compare !== undefined && values.some((other) => compare(value, other)) !== isNegative;
}

const equals = (value: string, other: string): boolean => value === other;
const startsWith = (value: string, other: string): boolean => value.startsWith(other);
const endsWith = (value: string, other: string): boolean => value.endsWith(other);

const COMPARE: Readonly<Record<string, typeof equals>> = {
  equals,
  Equals: equals,
  startsWith,
  StartsWith: startsWith,
  endsWith,
  EndsWith: endsWith,
};

export const describeStream = ({ category, constraints }: Stream): string => {
  const narrowed = constraints.map(
    ({ field, operator, values }) => `${field} ${operator} ${values.join(' or ')}`,
  );
  const events = `${category.toLowerCase()} events`;
  return narrowed.length === 0 ? `all ${events}` : `${events} where ${narrowed.join(' and ')}`;
};
