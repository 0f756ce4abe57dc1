import { expect, test } from '@jest/globals';
import { acceptBaseline } from '../../../shared/aws/baselines/accept-baseline';
import { recordActor } from '../../../shared/aws/incidents/record-actor';
import { notePlanned } from '../../../shared/aws/memory';
import type { Memory } from '../../../shared/domain/memory';
import type { Signal } from '../../../shared/domain/signal';
import { withoutEvent as aLineage } from '../../../shared/investigate/lineage/trace';
import { atAGlance } from '../../../shared/tell/report/sections/at-a-glance';
import { aBaseline } from '../../builders/a-baseline';
import { anExemption } from '../../builders/a-memory';
import { aCheck } from '../../builders/a-signal';
import { aDenial } from '../../builders/an-observation';
import { at } from '../../builders/at';
import { tablePerTest } from '../open-test-table';
import { GuardedTrail } from './guarded-trail';

const table = tablePerTest();

/** A delivery to a warden that knows of a planned change, in force or over. */
async function deliver(trail: GuardedTrail, signals: readonly Signal[], until?: number) {
  const exemptions = until === undefined ? [] : [anExemption({ until: at(until) })];
  const recall = async (): Promise<Memory> => {
    const memory = await trail.recall();
    return memory.kind === 'known' ? { ...memory, exemptions } : memory;
  };
  return trail.deliver(signals, {
    recall,
    notePlanned: (subject, stoppedAt) => notePlanned(table, subject, stoppedAt),
  });
}

test('a planned stop and start is no incident, while the change holds and when it is over', async () => {
  const trail = await GuardedTrail.in(table);
  const event = trail.attack();
  await deliver(trail, [event], 3_600);
  trail.world.start();
  await deliver(trail, [aCheck()], 3_600);
  await deliver(trail, [aCheck()]);
  await deliver(trail, [event]); // delivered again, and heard without the exemption
  expect(await trail.incidents()).toEqual([]);
});

test('a stop that an exemption covered names that exemption when the change is over', async () => {
  const trail = await GuardedTrail.in(table);
  const event = trail.attack();
  await deliver(trail, [event], 60);
  expect(await trail.incidents()).toEqual([]);
  trail.world.pass(61);
  await deliver(trail, [aCheck()], 60);
  const { id, announced } = await trail.incident();
  const { by, why, id: exemption } = anExemption();
  expect(announced).toMatchObject([{ id: exemption, by, why, until: at(60) }]);

  const evidence = { ...event.evidence, eventTime: event.eventTime, certainty: 'likely' } as const;
  const found = { lineage: aLineage, contacts: { contacts: [], asked: [] }, tracedAt: at(90) };
  await recordActor(table, id, { ...found, evidence });
  const incident = await trail.incident();
  expect(incident.timeline.map(({ text }) => text).join(' ')).toContain(
    `done while the exemption ${exemption} was in force`,
  );
  const facts = JSON.stringify(atAGlance(incident));
  expect(facts).toContain(`while the exemption ${exemption} was in force`);
  expect(facts).toContain(`declared by ${by}: “${why}”. Ask them whether this was planned`);
  expect(facts).toContain('found by a look; no event is counted on it');
});

test('a stop before the change was announced was not done under it', async () => {
  const trail = await GuardedTrail.in(table);
  trail.attack();
  trail.world.pass(600);
  const announced = anExemption({ declaredAt: at(300), until: at(400) });
  const recall = async (): Promise<Memory> => {
    const memory = await trail.recall();
    return memory.kind === 'known' ? { ...memory, exemptions: [announced] } : memory;
  };
  await trail.deliver([aCheck()], { recall });
  expect(JSON.stringify(atAGlance(await trail.incident()))).not.toContain('Announced');
});

test('a stop and start without events is no incident when the planned change has only just ended', async () => {
  const trail = await GuardedTrail.in(table);
  trail.attack();
  trail.world.start();
  trail.world.pass(60);
  await deliver(trail, [aCheck()], 30);
  await deliver(trail, [aCheck()]); // the exemption is forgotten; that it was planned is not
  expect(await trail.incidents()).toEqual([]);
  trail.attack();
  trail.world.start();
  await deliver(trail, [aCheck()]);
  expect(await trail.incident()).toMatchObject({ techniques: ['stop-logging'] });
});

test('retiring a subject ends its open incident, with the person and the reason', async () => {
  const trail = await GuardedTrail.in(table);
  trail.world.exists = false;
  trail.world.obstacles.take.push(...Array.from({ length: 9 }, () => aDenial()));
  await deliver(trail, [aCheck()]);
  expect(await trail.incident()).toMatchObject({ state: 'open' });
  const retired = {
    retired: true,
    capturedBy: 'arn:aws:iam::1:user/ops',
    why: 'it moved',
  } as const;
  const subject = trail.world.trail;
  await acceptBaseline(table, aBaseline({ subject, version: 2, ...retired }));
  await deliver(trail, [aCheck()]);
  const { state, standing, timeline, blindSince } = await trail.incident();
  expect({ state, standing, blindSince }).toEqual({
    ...{ state: 'restored', standing: 'retired', blindSince: undefined },
  });
  expect(timeline.map(({ text }) => text)).toContainEqual(
    expect.stringMatching(/^ended, not put back: retired by \S+user\/ops \(it moved\)/),
  );
});
