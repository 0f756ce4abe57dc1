import { refusal } from './refusals';

/** `[{ Key, Value }]` as AWS sends it; refuses a key given twice. */
export function readTags(written: unknown): Readonly<Record<string, string>> {
  const list = Array.isArray(written) ? (written as readonly TagElement[]) : [];
  const keys = list.map(({ Key }) => Key);
  if (new Set(keys).size < keys.length) throw refusal('InvalidTagParameterException');
  return Object.fromEntries(list.map(({ Key, Value }) => [Key, Value ?? '']));
}

export function tagList(tags: ReadonlyMap<string, string>): readonly TagElement[] {
  return [...tags].map(([Key, Value]) => ({ Key, Value }));
}

interface TagElement {
  readonly Key: string;
  readonly Value?: string;
}
