import type { World } from './service';

/** What is kept beside a world, by what not every world has; made when it is first asked for. */
export function perWorld<T extends object>(make: (world: World) => T): (world: World) => T {
  const kept = new WeakMap<World, T>();
  return (world) => {
    const known = kept.get(world) ?? make(world);
    kept.set(world, known);
    return known;
  };
}
