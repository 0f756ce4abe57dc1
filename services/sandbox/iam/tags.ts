import type { Call, Output } from '../core/service';

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
