import { refuse } from './refusals';

export type Input = Readonly<Record<string, unknown>>;

/** Undefined when the caller left it out. */
export function optionalText(input: Input, name: string): string | undefined {
  const value = input[name];
  return typeof value === 'string' ? value : undefined;
}

export function requiredText(input: Input, name: string): string {
  const value = optionalText(input, name);
  if (value !== undefined) return value;
  throw refuse.invalidParameter(
    `1 validation error detected: Value null at '${name}' failed to satisfy constraint: Member must not be null`,
  );
}

export function optionalNumber(input: Input, name: string): number | undefined {
  const value = input[name];
  return typeof value === 'number' ? value : undefined;
}

export function objects(input: Input, name: string): readonly Input[] {
  const value = input[name];
  return Array.isArray(value) ? (value as readonly Input[]) : [];
}

/** Tags are a map here, unlike in most services. */
export function tagsOf(input: Input): ReadonlyMap<string, string> {
  const { tags } = input;
  const written = typeof tags === 'object' && tags !== null ? Object.entries(tags) : [];
  return new Map(written.map(([key, value]) => [key, String(value)]));
}

/** A JSON text that AWS would take as a policy; what it says is not looked into. */
export function policyText(input: Input, name: string): string {
  const text = requiredText(input, name);
  try {
    JSON.parse(text);
    return text;
  } catch (cause) {
    const refusal = refuse.invalidParameter(`${name} is not valid JSON`);
    refusal.cause = cause;
    throw refusal;
  }
}

/** One page in order of names; the token is the last name of the page before. */
export function pageOf<T>(input: Input, all: Iterable<T>, nameOf: (item: T) => string) {
  const from = optionalText(input, 'nextToken') ?? '';
  const limit = optionalNumber(input, 'limit') ?? 50;
  if (limit < 1 || limit > 50) {
    throw refuse.invalidParameter(
      `1 validation error detected: Value '${limit}' at 'limit' failed to satisfy constraint: Member must have value less than or equal to 50`,
    );
  }
  const rest = [...all]
    .filter((item) => nameOf(item) > from)
    .sort((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1));
  const items = rest.slice(0, limit);
  const last = items.at(-1);
  const more = rest.length > limit && last !== undefined;
  return { items, rest: more ? { nextToken: nameOf(last) } : {} };
}
