/** Reading what others wrote: nothing here throws, and what is of another kind is as good as missing. */
export type Fields = Readonly<Record<string, unknown>>;

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The fields of an object; none when it is not one. */
export const fields = (value: unknown): Fields => (isFields(value) ? value : {});

/** Undefined when the text is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * A field by its path. Records spell the first letter as the service's own protocol does (`regionName`,
 * `RegionName`), so either is taken.
 */
export function field(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, name) => {
    if (!isFields(inner)) return undefined;
    if (Object.hasOwn(inner, name)) return inner[name];
    const other = otherCase(name);
    return Object.hasOwn(inner, other) ? inner[other] : undefined;
  }, value);
}

function otherCase(name: string): string {
  const first = name.charAt(0);
  const other = first === first.toLowerCase() ? first.toUpperCase() : first.toLowerCase();
  return other + name.slice(1);
}

/** Text that says something; undefined for `""` too. */
export const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** XML turned into JSON has an object for one and an array for several; nothing, `null` and `""` are none. */
export function list(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return value === undefined || value === null || value === '' ? [] : [value];
}

export const texts = (value: unknown): readonly string[] =>
  list(value).flatMap((one) => text(one) ?? []);

/** A number, also where it was written as text; undefined when it is neither. */
export function number(value: unknown): number | undefined {
  if (typeof value !== 'number' && (typeof value !== 'string' || value.trim() === '')) {
    return undefined;
  }
  const read = Number(value);
  return Number.isFinite(read) ? read : undefined;
}

/** `true`, `false`, also where it was written as text. */
export function flag(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  const said = typeof value === 'string' ? value.toLowerCase() : '';
  return said === 'true' ? true : said === 'false' ? false : undefined;
}

/** One text for equal values, in any order of their fields. */
export const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, inner) =>
    isFields(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  ) ?? '';
