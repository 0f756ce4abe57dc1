/** Tags as the calls that create a resource take them; nothing when there are none. */
export function withTags(tags: Readonly<Record<string, string>> = {}) {
  const list = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
  return list.length > 0 ? { Tags: list } : {};
}
