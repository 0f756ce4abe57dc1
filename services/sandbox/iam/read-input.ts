import { lowered, mustNotBeNull, optionalText, texts } from '../core/input';
import type { Call, Output } from '../core/service';
import { refuse } from './refusals';

/** A name the caller has to give, e.g. `RoleName`. */
export function nameInput({ input }: Call, member: string, longest = 64): string {
  const value = requiredInput(input[member], member);
  if (value.length <= longest && /^[\w+=,.@-]+$/.test(value)) return value;
  throw refuse.validationError(
    `The specified value for ${lowered(member)} is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-`,
  );
}

export function arnInput({ input }: Call, member: string): string {
  const value = requiredInput(input[member], member);
  if (value.startsWith('arn:aws:iam::')) return value;
  throw refuse.invalidInput(`ARN ${value} is not valid.`);
}

/** Undefined when it is left out. */
export function textInput({ input }: Call, member: string): string | undefined {
  return optionalText(input, member);
}

/** `/` when it is left out. */
export function pathInput(call: Call): string {
  const path = textInput(call, 'Path') ?? '/';
  if (/^\/([\x21-\x7e]+\/)?$/.test(path)) return path;
  throw refuse.validationError(
    'The specified value for path is invalid. It must begin and end with / and contain only alphanumeric characters and/or / characters.',
  );
}

/** Texts of a list such as `TagKeys`; empty when it is left out. */
export function listInput({ input }: Call, member: string): readonly string[] {
  return texts(input, member);
}

function requiredInput(value: unknown, member: string): string {
  if (typeof value === 'string' && value !== '') return value;
  throw refuse.validationError(mustNotBeNull(lowered(member)));
}

/** `Tags` of the request, by key; empty when it has none. */
export function tagsInput({ input }: Call): Readonly<Record<string, string>> {
  const tags = Array.isArray(input.Tags) ? (input.Tags as readonly Output[]) : [];
  return Object.fromEntries(tags.map(({ Key, Value }) => [String(Key), String(Value ?? '')]));
}

export function tagList(tags: ReadonlyMap<string, string>): readonly Output[] {
  return [...tags].map(([Key, Value]) => ({ Key, Value }));
}

/** Left out when there are none. */
export function tagsOutput(tags: ReadonlyMap<string, string>): Output {
  return tags.size === 0 ? {} : { Tags: tagList(tags) };
}
