import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { until } from '../../../services/cli/local/until';
import { facetKey, incidentKey, openedKey, update } from '../../../shared/aws/table/table';
import type { Lineage } from '../../../shared/domain/lineage';
import type { Login } from '../../../shared/domain/login';
import { aMachine } from './a-machine';
import { type MachineUnderTest, machineUnderTest, REGION, statesOf } from './machine-under-test';

let machine: MachineUnderTest;
beforeAll(async () => {
  machine = await machineUnderTest(async () => ({
    TRAILWARDEN_TICKET_PATTERN: 'CHG-\\d+',
    TRAILWARDEN_MOST_ISOLATED: '50',
  }));
});
afterAll(() => machine.close());

const ANN: Lineage = {
  links: [
    {
      ...{ kind: 'identity-center', principal: 'ann@example.com', certainty: 'certain', why: 'x' },
      evidence: { source: 'Event history' },
    },
  ],
  ends: 'human',
  why: 'AWS names the person.',
  human: {
    ...{ name: 'ann@example.com', kind: 'identity-center', certainty: 'certain' },
    why: 'Identity Center wrote it',
  },
  unread: [],
};

const withMfa = (login: Login): Login =>
  ({ ...login, call: { ...login.call, mfa: true } }) as Login;

/** What holdIncident writes beside an incident, so that it is found. */
async function found(id: string, facet: string): Promise<void> {
  const { openedAt } = await machine.row(id);
  const set = { facet, openedKey: openedKey(openedAt, id) };
  await update(machine.table, { key: facetKey(id, facet), set });
}

const investigated = (id: string): Promise<unknown> =>
  update(machine.table, { key: incidentKey(id), set: { lineage: ANN } });

test('where only the person is missing, the decision waits for the investigator, and asks no one', async () => {
  const { id: instanceId } = await aMachine(machine);
  const id = await machine.incident(withMfa(await machine.session(instanceId, 'CHG-7')));
  const run = `${machine.machineArn.replace(':stateMachine:', ':execution:')}:${id}`;
  const isDeciding = async () => (await statesOf(machine.sfn, run)).includes('Decide');
  await until(isDeciding, { what: 'it is decided', withinMs: 20_000, everyMs: 30 });
  await investigated(id);
  expect((await machine.ended(id)).states).toEqual(['Identify', 'Decide', 'WhatIsIt', 'Report']);
  const { playbook } = await machine.read(id);
  expect(playbook?.lines.slice(0, 2)).toEqual([
    expect.stringContaining('expected (ticket)'),
    'Behind it is ann@example.com (certain: Identity Center wrote it).',
  ]);
});

test('the report names the person who was found while it was asked', async () => {
  const { id: instanceId } = await aMachine(machine);
  const id = await machine.incident(await machine.session(instanceId));
  await machine.asked(id);
  await investigated(id);
  await machine.answer(id, 'planned');
  await machine.ended(id);
  expect((await machine.read(id)).playbook?.lines).toContain(
    'Behind it is ann@example.com (certain: Identity Center wrote it).',
  );
});

test('no one answered, and by now its actor has an open incident: it is contained', async () => {
  const { id: instanceId, state } = await aMachine(machine);
  const before = await state();
  const login = await machine.session(instanceId);
  const id = await machine.incident(login);
  await machine.asked(id);
  const actor = String(login.call?.actor.principal);
  const other = await machine.incident(await machine.session((await aMachine(machine)).id), {
    actors: new Set([actor]),
  });
  await found(other, `ACTOR#${actor}`);
  machine.pass(610);
  const { ask } = await machine.asked(id, 'released');
  expect(ask?.byDefault).toBe('it stays contained.');
  const told = (await machine.read(id)).timeline.map(({ text }) => text).join('\n');
  expect(told).toContain(`no one answered in time: The same actor has the open incident ${other}.`);
  expect(await state()).not.toEqual(before);
});

test('other logins on the machine are listed, of hosts too, which only our incidents know', async () => {
  const { id: instanceId } = await aMachine(machine);
  const host: Login = {
    ...{ id: 'ssh-1', accountId: machine.member, region: REGION, row: 'EC2-06', mitre: [] },
    target: { kind: 'instance', instanceId },
    at: machine.sandbox.world.now().toISOString(),
    ...{ words: 'host', method: 'ssh', osUser: 'oracle', from: '203.0.113.9' },
  };
  const first = await machine.incident(host);
  await found(first, `SUBJECT#${(await machine.row(first)).subjectKey}`);
  const id = await machine.incident(withMfa(await machine.session(instanceId)));
  await machine.asked(id);
  const [identified] = (await machine.read(id)).timeline.map(({ text }) => text);
  expect(identified).toContain('2 other logins within a day, the last ones: ');
  expect(identified).toContain(`The host ${instanceId} says that oracle logged in by ssh`);
});
