import type { Scalar } from './pattern';

/** One value of an event, with the array elements it sits in (array path → index). */
export interface EventField {
  readonly value: Scalar;
  readonly elements: ReadonlyMap<string, number>;
}

/**
 * The event as paths and values, the way EventBridge looks at it. Objects and empty arrays are not
 * values: `exists` on them is false.
 */
export function eventFields(event: unknown): ReadonlyMap<string, readonly EventField[]> {
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

function isScalar(value: unknown): value is Scalar {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}
