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
  const member = name.charAt(0).toLowerCase() + name.slice(1);
  throw refuse.invalid(
    `1 validation error detected: Value null at '${member}' failed to satisfy constraint: Member must not be null`,
  );
}

export function inputs(input: Input, name: string): readonly Input[] {
  const value = input[name];
  return Array.isArray(value) ? value.filter(isInput) : [];
}

export function texts(input: Input, name: string): readonly string[] {
  const value = input[name];
  return Array.isArray(value) ? value.map(String) : [];
}

export function tagsOf(input: Input): ReadonlyMap<string, string> {
  return new Map(inputs(input, 'Tags').map((tag) => [String(tag.Key), String(tag.Value)]));
}

export function isInput(value: unknown): value is Input {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
