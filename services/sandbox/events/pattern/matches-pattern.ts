import { type EventField, eventFields } from './event-fields';
import type { Alternative, Leaf, Pattern } from './pattern';

/** Whether EventBridge would hand the event to a rule with this pattern. */
export function matchesPattern(pattern: Pattern, event: unknown): boolean {
  const fields = eventFields(event);
  return pattern.some((alternative) => matchesAlternative(alternative, fields));
}

type Fields = ReadonlyMap<string, readonly EventField[]>;

function matchesAlternative(alternative: Alternative, fields: Fields): boolean {
  return choose([...alternative], fields, new Map());
}

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
