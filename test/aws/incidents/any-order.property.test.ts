import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { record } from '../../../shared/aws/incidents/record';
import type { Table } from '../../../shared/aws/table/table';
import { isClosed, measure, unite } from '../../../shared/domain/blind-window';
import type { Incident } from '../../../shared/domain/incident';
import type { Reconciliation } from '../../../shared/domain/reconciliation';
import { aCheck, type anEvent } from '../../builders/a-signal';
import { dropTestTable, enginePerFile, openTestTable } from '../open-test-table';
import { GuardedTrail } from './guarded-trail';

/** A real engine on a busy machine. */
const TIMEOUT_MS = 60_000;

const engine = enginePerFile();

/** A stop, who heard of it, how long there is no look, and how long nothing happens after that. */
interface Blow {
  readonly isHeard: boolean;
  readonly hand: string;
  readonly lateS: number;
  readonly gapS: number;
}

const times = { lateS: fc.integer({ min: 1, max: 90 }), gapS: fc.integer({ min: 20, max: 900 }) };

/**
 * What is to be written down of a history: the look after each blow, brought by its event or by a check, and every
 * event once more, late, when all is whole.
 */
async function looksAt(trail: GuardedTrail, blows: readonly Blow[]): Promise<Reconciliation[]> {
  const looks: Reconciliation[] = [];
  const late: ReturnType<typeof anEvent>[] = [];
  for (const { isHeard, hand, lateS, gapS } of blows) {
    const actor = { type: 'IAMUser', principal: hand, chain: [hand] };
    const attack = trail.attack();
    const event = { ...attack, evidence: { ...attack.evidence, eventId: attack.id, actor } };
    trail.world.pass(lateS);
    looks.push(await trail.look([isHeard ? event : aCheck()]));
    late.push(event);
    trail.world.pass(gapS);
  }
  for (const event of late) {
    const receivedAt = trail.world.now().toISOString();
    looks.push(await trail.look([{ ...event, receivedAt }]));
  }
  return looks;
}

/** On a table of its own, which is as it was deployed. */
async function onTable<T>(use: (table: Table) => Promise<T>): Promise<T> {
  const table = await openTestTable(engine);
  try {
    return await use(table);
  } finally {
    await dropTestTable(table);
  }
}

/** The incidents there are once these were written down. */
const written = (looks: readonly Reconciliation[]) =>
  onTable(async (table) => {
    const trail = await GuardedTrail.in(table);
    for (const look of looks) await record(trail.book, look);
    return trail.incidents();
  });

const dark = (incidents: readonly Incident[]) =>
  unite(incidents.flatMap(({ windows }) => windows.filter(isClosed)));

/** The incidents without the times at which we wrote. */
const accounted = (incidents: readonly Incident[]) =>
  incidents.map((incident) => {
    const { state, events, evidence, techniques, actors, blindMs } = incident;
    return {
      ...{ state, events, evidence: evidence?.eventId, techniques, actors, blindMs },
      windows: dark([incident]).map(({ from, to }) => `${from.at} ${to.at}`),
    };
  });

/** The sums over all incidents. */
const total = (incidents: readonly Incident[]) => ({
  events: incidents.reduce((sum, { events }) => sum + events, 0),
  actors: [...new Set(incidents.flatMap(({ actors }) => actors))].sort(),
  blindMs: incidents.reduce((sum, { blindMs }) => sum + blindMs, 0),
  windows: dark(incidents).map(({ from, to }) => `${from.at} ${to.at}`),
});

/** Some attacks, and an order in which all looks and events of them are written, each twice. */
const aHistory = (aBlow: fc.Arbitrary<Blow>) =>
  fc.array(aBlow, { minLength: 1, maxLength: 3 }).chain((blows) => {
    const all = Array.from({ length: 4 * blows.length }, (_, n) => n % (2 * blows.length));
    const length = { minLength: all.length, maxLength: all.length };
    return fc.record({ blows: fc.constant(blows), order: fc.shuffledSubarray(all, length) });
  });

interface History {
  readonly blows: readonly Blow[];
  readonly order: readonly number[];
}

const holds = (
  aBlow: fc.Arbitrary<Blow>,
  same: (one: Written, other: Written) => void,
  examples: readonly History[] = [],
) =>
  fc.assert(
    fc.asyncProperty(aHistory(aBlow), async ({ blows, order }) => {
      const looks = await onTable(async (table) => looksAt(await GuardedTrail.in(table), blows));
      const shuffled = order.flatMap((n) => looks[n] ?? []);
      const incidents = await written(shuffled);
      expect(measure(dark(incidents))).toBe(total(incidents).blindMs);
      expect(total(incidents).events).toBe(blows.length);
      same(incidents, await written(looks));
    }),
    { numRuns: Number(process.env.RUNS ?? 5), examples: examples.map((one) => [one]) },
  );

/** Eve's second stop is heard late, on the incident of her first; Mallory's incident begins after both. */
const TWO_HANDS: History = {
  blows: [
    { lateS: 1, gapS: 147, isHeard: true, hand: 'user/eve' },
    { lateS: 86, gapS: 811, isHeard: false, hand: 'user/eve' },
    { lateS: 1, gapS: 21, isHeard: true, hand: 'user/mallory' },
  ],
  order: [0, 4, 5, 3, 1, 5, 0, 3, 1, 2, 2, 4],
};

type Written = readonly Incident[];

test(
  'the attacks of one actor give the same incident, evidence and dark time in any order of looks and late events',
  async () => {
    const aBlow = fc.record({
      ...times,
      ...{ isHeard: fc.constant(true), hand: fc.constant('user/mallory') },
    });
    await holds(aBlow, (one, other) => expect(accounted(one)).toEqual(accounted(other)));
  },
  TIMEOUT_MS,
);

test(
  'each event is counted once and each dark moment told once, in any order of writing',
  async () => {
    const aBlow = fc.record({
      ...times,
      ...{ isHeard: fc.boolean(), hand: fc.constantFrom('user/mallory', 'user/eve') },
    });
    await holds(aBlow, (one, other) => expect(total(one)).toEqual(total(other)), [TWO_HANDS]);
  },
  TIMEOUT_MS,
);
