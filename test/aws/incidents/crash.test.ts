import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { findIncidents } from '../../../shared/aws/incidents/find-incidents';
import { record } from '../../../shared/aws/incidents/record';
import type { Table } from '../../../shared/aws/table/table';
import type { Incident, IncidentSummary } from '../../../shared/domain/incident';
import type { EventSignal } from '../../../shared/domain/signal';
import type { Loopback } from '../loopback';
import { dropTestTable, openTestTable, startEngine } from '../open-test-table';
import { GuardedTrail } from './guarded-trail';
import { mortalTable } from './mortal-table';

let engine: Loopback;

beforeAll(async () => {
  engine = await startEngine();
});
afterAll(() => engine.close());

interface Ending {
  readonly incident: Incident;
  /** The incident as the list of its technique shows it. */
  readonly listed: readonly IncidentSummary[];
  readonly killed: boolean;
}

/** An attack whose responder is killed after so many writes; SQS then delivers the event again. */
async function attackKilledAfter(writes: number): Promise<Ending> {
  const table = await openTestTable(engine);
  const trail = await GuardedTrail.in(table);
  const event = trail.attack();
  const killed = await deliverMortally(trail, event, mortalTable(table, writes));
  await trail.deliver([event]);
  const ending = { incident: await trail.incident(), listed: await listed(table), killed };
  await dropTestTable(table);
  return ending;
}

const deliverMortally = (trail: GuardedTrail, event: EventSignal, table: Table): Promise<boolean> =>
  trail
    .deliver([event], {
      record: (reconciliation) => record({ ...trail.book, table }, reconciliation),
    })
    .then(
      () => false,
      () => true,
    );

async function listed(table: Table): Promise<readonly IncidentSummary[]> {
  const found: IncidentSummary[] = [];
  for await (const summary of findIncidents(table, { technique: 'stop-logging' })) {
    found.push(summary);
  }
  return found;
}

/** The facts that an analyst relies on, which must not depend on how often the responder died. */
const essence = ({ incident }: Ending) => {
  const { state, techniques, actors, events, windows, blindMs, severity, sentence } = incident;
  return { state, techniques, actors, events, windows, blindMs, severity, sentence };
};

test('a responder killed after any of its writes is finished by the redelivery', async () => {
  const undisturbed = await attackKilledAfter(Number.POSITIVE_INFINITY);
  expect(undisturbed.killed).toBe(false);
  let deaths = 0;
  for (let killed = true; killed; deaths += 1) {
    const ending = await attackKilledAfter(deaths);
    killed = ending.killed;
    expect({ deaths, ...essence(ending) }).toEqual({ deaths, ...essence(undisturbed) });
    expect(ending.incident.timeline.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['tampered', 'noticed', 'step', 'restored']),
    );
    expect(ending.listed).toMatchObject([
      { id: ending.incident.id, state: ending.incident.state, events: ending.incident.events },
    ]);
  }
  expect(deaths).toBeGreaterThan(5); // it was killed at each of its writes
});

test('a responder killed while it adds to an open incident is finished by the redelivery', async () => {
  const table = await openTestTable(engine);
  const trail = await GuardedTrail.in(table, { escalateAfter: 1_000 });
  await trail.deliver([trail.attack()]);
  let attacks = 1;
  for (let killed = true; killed; attacks += 1) {
    const event = trail.attack();
    killed = await deliverMortally(trail, event, mortalTable(table, attacks - 1));
    await trail.deliver([event]);
    const { events, windows, state } = await trail.incident();
    expect({ events, windows: windows.length, state }).toEqual({
      events: attacks + 1,
      windows: attacks + 1,
      state: 'restored',
    });
    expect(await listed(table)).toMatchObject([{ events, state }]);
  }
  expect(attacks).toBeGreaterThan(3); // the incident, and the slot that follows it
  await dropTestTable(table);
});
