import type { World } from '../core/service';
import type { Key } from './state';

/** The key can be used no more, and is gone after so many days unless that is called off. */
export function scheduleDeletion(world: World, key: Key, days: number): Date {
  key.deletionDate = new Date(world.now().getTime() + days * 86_400_000);
  return key.deletionDate;
}
