import type { Refusal } from './service';

export type Input = Readonly<Record<string, unknown>>;

/** Undefined when the caller left it out. */
export const optionalText = (input: Input, name: string): string | undefined => asText(input[name]);

/** Undefined for what is no text. */
export const asText = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : undefined;

/** A reader of texts that have to be there; what is left out is refused in the service's own words. */
export const textReader =
  (missing: (name: string) => Refusal) =>
  (input: Input, name: string): string => {
    const value = optionalText(input, name);
    if (value === undefined) throw missing(name);
    return value;
  };

/** How most services refuse a member that was left out. */
export const mustNotBeNull = (member: string): string =>
  `1 validation error detected: Value null at '${member}' failed to satisfy constraint: Member must not be null`;

/** `Name` as `name`. */
export const lowered = (member: string): string => member.charAt(0).toLowerCase() + member.slice(1);

export function optionalNumber(input: Input, name: string): number | undefined {
  const value = input[name];
  return typeof value === 'number' ? value : undefined;
}

export function texts(input: Input, name: string): readonly string[] {
  const value = input[name];
  return Array.isArray(value) ? value.map(String) : [];
}

export function inputs(input: Input, name: string): readonly Input[] {
  const value = input[name];
  return Array.isArray(value) ? value.filter(isInput) : [];
}

/** Tags as most services spell them; KMS writes `TagKey` and `TagValue`. */
export function tagsOf(input: Input, key = 'Key', value = 'Value'): ReadonlyMap<string, string> {
  return new Map(inputs(input, 'Tags').map((tag) => [String(tag[key]), String(tag[value])]));
}

/** A resource has 50 tags at most, those that are there already included. */
export function putTags(
  tags: Map<string, string>,
  added: ReadonlyMap<string, string>,
  tooMany: () => Refusal,
): void {
  if (new Set([...tags.keys(), ...added.keys()]).size > 50) throw tooMany();
  for (const [key, value] of added) tags.set(key, value);
}

export function isInput(value: unknown): value is Input {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
