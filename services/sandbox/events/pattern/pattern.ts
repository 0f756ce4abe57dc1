/** What an event can hold at the end of a path. */
export type Scalar = string | number | boolean | null;

export function isScalar(value: unknown): value is Scalar {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

export type ValueTest = (value: Scalar) => boolean;

/** Everything a pattern says about one path: any test that holds is enough. */
export interface Leaf {
  readonly tests: readonly ValueTest[];
  /** `{"exists": false}`: also satisfied when the event has no value at this path. */
  readonly matchesAbsence: boolean;
  /** The values as they were written, in JSON. */
  readonly source: string;
  /** What stands in its wildcards; those of one `anything-but` are one. */
  readonly wildcards: readonly (readonly string[])[];
}

/** Paths are keys joined by dots, as EventBridge flattens them. All paths must hold. */
export type Alternative = ReadonlyMap<string, Leaf>;

/** A parsed event pattern: `$or` is already expanded, so any one alternative is enough. */
export type Pattern = readonly Alternative[];

/** The pattern is not one EventBridge accepts; the message is Event Ruler's own. */
export class InvalidPattern extends Error {
  override readonly name = 'InvalidPattern';
}
