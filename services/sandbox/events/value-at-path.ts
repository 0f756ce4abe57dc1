/** The text, number or boolean a path such as `$.detail.recipientAccountId` finds; undefined if none. */
export function valueAtPath(event: unknown, path: string): string | undefined {
  let value = event;
  for (const key of path.slice('$.'.length).split('.')) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Reflect.get(value, key);
  }
  return ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : undefined;
}
