import type { World } from './service';

type Closing = () => void | Promise<void>;

const closings = new WeakMap<World, Set<Closing>>();

/** Runs when the sandbox closes, before its port does: for what a service started, processes and engines. */
export function onClose(world: World, closing: Closing): void {
  const known = closings.get(world);
  if (known !== undefined) known.add(closing);
  else closings.set(world, new Set([closing]));
}

/** In the order they were asked for, each even if another fails; the first failure is thrown at the end. */
export async function runClosings(world: World): Promise<void> {
  const all = [...(closings.get(world) ?? [])];
  closings.delete(world);
  const failures: unknown[] = [];
  for (const closing of all) {
    try {
      await closing();
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}
