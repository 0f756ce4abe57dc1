import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Reconciliation } from '../../shared/domain/reconciliation';
import type { EventSignal, Signal } from '../../shared/domain/signal';
import { reconcile } from '../../shared/restore/reconcile';
import { aCheck, anEvent } from '../builders/a-signal';
import { TrailWorld } from './trail-world';

/** Acts of others and their time: before the first delivery, or during our n-th read or write. */
interface Act {
  readonly what: 'stop' | 'start';
  readonly during: 'observe' | 'take' | 'none';
}

const acts = fc.array(
  fc.record({
    what: fc.constantFrom('stop', 'start'),
    during: fc.constantFrom('observe', 'take', 'none'),
  }) as fc.Arbitrary<Act>,
  { maxLength: 8 },
);

/** Which of the waiting events are delivered next; events may come twice and in any order. */
const deliveries = fc.array(fc.tuple(fc.nat(), fc.boolean()), { maxLength: 12 });

/** A trail world whose every Start and Stop becomes an event, ours too. */
class BusyWorld extends TrailWorld {
  readonly waiting: EventSignal[] = [];

  override stop(): void {
    super.stop();
    this.#publish('StopLogging');
  }

  override start(): void {
    super.start();
    this.#publish('StartLogging');
  }

  #publish(eventName: string): void {
    const id = `event-${this.waiting.length}-${this.now().toISOString()}`;
    const eventTime = this.now().toISOString();
    this.waiting.push(anEvent({ id, eventTime, evidence: { eventName } }));
  }
}

function busyWorld(plan: readonly Act[]): BusyWorld {
  const world = new BusyWorld();
  for (const { what, during } of plan) {
    const act = (): void => world[what]();
    if (during === 'none') act();
    else world.meanwhile[during].push(act);
  }
  return world;
}

const deliver = (world: BusyWorld, ...signals: readonly Signal[]): Promise<Reconciliation> =>
  reconcile({ subject: world.trail, signals }, world.ports());

/** Delivers in the given order, then the rest, until no event waits. Failed deliveries come again. */
async function settle(world: BusyWorld, order: readonly (readonly [number, boolean])[]) {
  for (const [pick, twice] of order) {
    const index = pick % Math.max(1, world.waiting.length);
    const [event] = world.waiting.splice(index, 1);
    if (!event) continue;
    const { again } = await deliver(world, event);
    if (again || twice) world.waiting.push(event);
  }
  for (let event = world.waiting.shift(); event; event = world.waiting.shift()) {
    const { again } = await deliver(world, event);
    if (again) world.waiting.push(event);
  }
}

test('the trail logs in the end, for any acts of others and any order of their events', async () => {
  await fc.assert(
    fc.asyncProperty(acts, deliveries, async (plan, order) => {
      const world = busyWorld(plan);
      await settle(world, order);
      await deliver(world, aCheck()); // what is left of the plan may still strike here
      await settle(world, []);
      expect(world.status.isLogging).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test('after the last event one more look finds nothing and takes no step', async () => {
  await fc.assert(
    fc.asyncProperty(acts, deliveries, async (plan, order) => {
      const world = busyWorld(plan);
      await settle(world, order);
      world.meanwhile.observe.length = 0;
      world.meanwhile.take.length = 0;
      await deliver(world, aCheck());
      const last = await deliver(world, aCheck());
      expect({ taken: last.taken, decision: last.decision.kind }).toEqual({
        taken: [],
        decision: 'compliant',
      });
    }),
    { numRuns: 300 },
  );
});
