import type { Parts } from './subject';

/**
 * The requested parts of a state, read at the same time. One that is not requested, or of which nothing can be read,
 * is absent. Rejects when any of the reads does.
 */
export async function requestedParts<S extends object>(
  parts: Parts,
  reads: { readonly [P in keyof S]: () => Promise<S[P] | undefined> },
): Promise<Partial<S>> {
  const wanted = Object.entries<() => Promise<unknown>>(reads).filter(([part]) =>
    (parts as ReadonlySet<string>).has(part),
  );
  const read = wanted.map(async ([part, ask]) => [part, await ask()] as const);
  const known = (await Promise.all(read)).filter(([, value]) => value !== undefined);
  return Object.fromEntries(known) as Partial<S>;
}
