import { refuse } from './refusals';

/** Query protocol: every leaf is a string. */
export type Input = Readonly<Record<string, unknown>>;

/** Undefined when the caller left it out. */
export function optionalText(input: Input, name: string): string | undefined {
  const value = input[name];
  return typeof value === 'string' ? value : undefined;
}

export function requiredText(input: Input, name: string): string {
  const value = optionalText(input, name);
  if (value !== undefined) return value;
  throw refuse.invalidParameter(`${name} Reason: no value for required parameter`);
}

export function texts(input: Input, name: string): readonly string[] {
  const value = input[name];
  return Array.isArray(value) ? value.map(String) : [];
}

export function textMap(input: Input, name: string): ReadonlyMap<string, string> {
  const value = input[name];
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return new Map(entries.map(([key, one]) => [key, String(one)]));
}

export function tagsOf(input: Input): ReadonlyMap<string, string> {
  const tags = Array.isArray(input.Tags) ? (input.Tags as readonly Input[]) : [];
  return new Map(tags.map(({ Key, Value }) => [String(Key), String(Value)]));
}
