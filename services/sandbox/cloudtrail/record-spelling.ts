import type { Call, Output, RecordPart } from '../core/service';

/** Request members as records spell them: first letter lowered, all the way down; nothing at all is null. */
export function recordSpelling(input: Readonly<Record<string, unknown>>): unknown {
  return Object.keys(input).length === 0 ? null : lowered(input);
}

function lowered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lowered);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      key.charAt(0).toLowerCase() + key.slice(1),
      lowered(one),
    ]),
  );
}

/** Records of CreateTrail, UpdateTrail and PutEventSelectors carry the resulting trail (techniques F10). */
export function resultInRecord(_call: Call, output: Output | undefined): RecordPart {
  return { responseElements: output ? recordSpelling(output) : null };
}
