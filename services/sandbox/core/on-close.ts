import { perWorld } from './per-world';
import type { World } from './service';

type Closing = () => void | Promise<void>;

const closings = perWorld(() => new Set<Closing>());

/** Runs when the sandbox closes, before its port does: for what a service started, processes and engines. */
export function onClose(world: World, closing: Closing): void {
  closings(world).add(closing);
}

/** In the order they were asked for, each even if another fails; the first failure is thrown at the end. */
export async function runClosings(world: World): Promise<void> {
  const all = [...closings(world)];
  closings(world).clear();
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
