import type { World } from '../../core/world';

const locksOf = new WeakMap<World, Map<string, Promise<unknown>>>();

/** Runs after everything that asked for one of these locks before; nothing that asks later runs beside it. */
export function withItemLocks<T>(
  world: World,
  names: readonly string[],
  run: () => Promise<T>,
): Promise<T> {
  const locks = locksOf.get(world) ?? new Map<string, Promise<unknown>>();
  locksOf.set(world, locks);
  const earlier = names.map((name) => locks.get(name));
  // All locks are taken at once, so that two batches cannot wait for each other.
  const result = Promise.allSettled(earlier).then(run);
  for (const name of names) locks.set(name, result);
  const free = () => {
    for (const name of names) if (locks.get(name) === result) locks.delete(name);
  };
  result.then(free, free);
  return result;
}
