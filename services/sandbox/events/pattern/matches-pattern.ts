import { isScalar, type Leaf, type Pattern, type Scalar } from './pattern';

/** Whether EventBridge would hand the event to a rule with this pattern. */
export function matchesPattern(pattern: Pattern, event: unknown): boolean {
  const fields = eventFields(event);
  return pattern.some((alternative) => choose([...alternative], fields, new Map()));
}

type Fields = ReadonlyMap<string, readonly EventField[]>;

/**
 * Picks one value for each path so that no two of them come from different elements of the same
 * array: `{"a": {"x": ["1"], "y": ["2"]}}` needs ONE element of `a` with both.
 */
function choose(
  paths: readonly (readonly [string, Leaf])[],
  fields: Fields,
  chosen: ReadonlyMap<string, number>,
): boolean {
  const [first, ...rest] = paths;
  if (first === undefined) return true;
  const [path, leaf] = first;
  const candidates = fields.get(path) ?? [];
  if (candidates.length === 0) return leaf.matchesAbsence && choose(rest, fields, chosen);
  return candidates.some((field) => {
    if (!leaf.tests.some((test) => test(field.value))) return false;
    const merged = merge(chosen, field.elements);
    return merged !== undefined && choose(rest, fields, merged);
  });
}

function merge(
  chosen: ReadonlyMap<string, number>,
  elements: ReadonlyMap<string, number>,
): ReadonlyMap<string, number> | undefined {
  for (const [array, index] of elements) {
    const before = chosen.get(array);
    if (before !== undefined && before !== index) return undefined;
  }
  return elements.size === 0 ? chosen : new Map([...chosen, ...elements]);
}

/** One value of an event, with the array elements it sits in (array path → index). */
interface EventField {
  readonly value: Scalar;
  readonly elements: ReadonlyMap<string, number>;
}

/**
 * The event as paths and values, the way EventBridge looks at it. Objects and empty arrays are not
 * values: `exists` on them is false.
 */
function eventFields(event: unknown): ReadonlyMap<string, readonly EventField[]> {
  const fields = new Map<string, EventField[]>();
  collect({ value: event, path: '', elements: new Map(), fields });
  return fields;
}

interface Visit {
  readonly value: unknown;
  readonly path: string;
  readonly elements: ReadonlyMap<string, number>;
  readonly fields: Map<string, EventField[]>;
}

function collect({ value, path, elements, fields }: Visit): void {
  if (Array.isArray(value)) {
    for (const [index, element] of value.entries()) {
      collect({ value: element, path, elements: new Map(elements).set(path, index), fields });
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, child] of Object.entries(value)) {
      collect({ value: child, path: path ? `${path}.${key}` : key, elements, fields });
    }
  } else if (isScalar(value)) {
    const known = fields.get(path);
    if (known) known.push({ value, elements });
    else fields.set(path, [{ value, elements }]);
  }
}
