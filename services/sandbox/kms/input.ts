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

export function optionalNumber(input: Input, name: string): number | undefined {
  const value = input[name];
  return typeof value === 'number' ? value : undefined;
}

/** Blobs are base64 in AWS JSON. */
export function requiredBytes(input: Input, name: string): Buffer {
  return Buffer.from(requiredText(input, name), 'base64');
}

/** KMS spells them `TagKey` and `TagValue`, unlike most. */
export function tagsOf(input: Input): ReadonlyMap<string, string> {
  const tags = Array.isArray(input.Tags) ? (input.Tags as readonly Input[]) : [];
  return new Map(tags.map(({ TagKey, TagValue }) => [String(TagKey), String(TagValue)]));
}
