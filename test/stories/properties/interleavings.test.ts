import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { hooks } from '../../../services/sandbox';
import { start, stop, stopUnheard } from '../people';
import { Scene, type Trail } from '../scene';
import { callsOf, watch } from '../watch';

let scene: Scene;
let trails: readonly Trail[];
beforeAll(async () => {
  scene = await Scene.set(2);
  trails = [scene.newTrail(), scene.newTrail()];
});
afterAll(() => scene.close());

/** Acts of others on a trail, and mishaps on the way to the warden. */
const acts = {
  stop: (trail: Trail) => stop(scene, trail),
  start: (trail: Trail) => start(scene, trail),
  'stop unheard': async (trail: Trail) => stopUnheard(scene, trail),
  duplicate: async () => {
    scene.world.events.faults.duplicateNext += 1;
  },
  hold: async () => {
    scene.world.events.faults.hold = true;
  },
  release: async () => hooks.events.releaseDeliveries(scene.world.events.faults),
  reverse: async () => hooks.events.releaseDeliveries(scene.world.events.faults, 'reversed'),
  'kill the responder': async () => scene.killResponder(),
  'deliver again': async () => scene.redeliver(),
} as const;

const plans = fc.array(
  fc.record({
    act: fc.constantFrom(...(Object.keys(acts) as (keyof typeof acts)[])),
    which: fc.nat({ max: 1 }),
  }),
  { minLength: 3, maxLength: 10 },
);

test('after any acts of others and any order of their events, every trail logs and no work is left', async () => {
  await fc.assert(
    fc.asyncProperty(plans, async (plan) => {
      for (const { act, which } of plan) await acts[act](trails[which] as Trail);
      await calmDown();
      await scene.check(...trails);
      for (const trail of trails) {
        expect(await scene.isLogging(trail)).toBe(true);
        const incidents = await scene.incidentsOn(trail);
        // An attack by another actor, or one without an event, may have an incident that follows the one before.
        expect(incidents.map(({ state }) => state)).not.toContain('open');
        const [, ...later] = incidents.toReversed();
        expect(later.filter(({ follows }) => follows === undefined)).toEqual([]);
      }
      const watched = watch(scene);
      scene.killResponder();
      await scene.check(...trails);
      watched.stop();
      expect(callsOf(watched, 'StartLogging')).toEqual([]);
    }),
    { numRuns: 4 },
  );
});

async function calmDown(): Promise<void> {
  hooks.events.releaseDeliveries(scene.world.events.faults);
  scene.world.events.faults.duplicateNext = 0;
  await scene.quiet();
}
