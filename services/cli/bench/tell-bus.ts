import { type Event, hooks } from '../../sandbox';
import type { Local } from '../local/local';

/** Events arrive on the central bus as the members' rules forward them: which tenant of the queue they are, its rules say. */
export function tellBus(local: Local, bodies: readonly string[]): void {
  const { world } = local.sandbox;
  const bus = [...world.events.buses.values()].find(({ name }) => name === 'trailwarden');
  if (!bus) throw new Error('There is no central bus.');
  for (const body of bodies) {
    hooks.events.publish(world, bus, JSON.parse(body) as Event, {
      forwarded: true,
      crossedRegion: false,
    });
  }
}
