import { isFields } from '../record/json';
import { type ProtectedKind, type ProtectedNames, protectedKinds } from '../record/protected';

export type Read<T> =
  | { readonly kind: 'read'; readonly value: T }
  | { readonly kind: 'refused'; readonly why: string };

/** What `--protected FILE` says. A misspelt kind would leave its subjects unguarded, so it is refused. */
export function readProtected(value: unknown): Read<ProtectedNames> {
  if (!isFields(value)) return refused('it must be an object of lists');
  const read: { [K in ProtectedKind]?: readonly string[] } = {};
  for (const [name, entries] of Object.entries(value)) {
    const kind = protectedKinds.find((one) => one === name);
    if (!kind) return refused(`"${name}" is not one of ${protectedKinds.join(', ')}`);
    if (entries === null) continue;
    if (!Array.isArray(entries)) return refused(`"${name}" must be a list`);
    // YAML reads 111122223333 as a number, and 012345678901 not as what was meant: quote it.
    if (!entries.every((entry) => typeof entry === 'string' && entry !== '')) {
      return refused(`"${name}" must list texts; quote account ids`);
    }
    read[kind] = entries;
  }
  return { kind: 'read', value: read };
}

const refused = (why: string): { readonly kind: 'refused'; readonly why: string } => ({
  kind: 'refused',
  why,
});
