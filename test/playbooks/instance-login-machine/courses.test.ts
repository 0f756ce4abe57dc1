import { DescribeSessionsCommand } from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { hooks } from '../../../services/sandbox';
import type { Login } from '../../../shared/domain/login';
import { aMachine } from './a-machine';
import { document } from './forensics';
import { type MachineUnderTest, machineUnderTest, REGION } from './machine-under-test';

let machine: MachineUnderTest;
beforeAll(async () => {
  machine = await machineUnderTest(async () => ({
    TRAILWARDEN_TICKET_PATTERN: 'CHG-\\d+',
    TRAILWARDEN_NETWORKS: '198.51.100.0/24',
    TRAILWARDEN_MOST_ISOLATED: '50',
  }));
});
afterAll(() => machine.close());

const begun = ['Identify', 'Decide', 'WhatIsIt'];
const isOpen = async (SessionId: string) => {
  const { Sessions = [] } = await machine.ssm.send(
    new DescribeSessionsCommand({ State: 'Active' }),
  );
  return Sessions.some((one) => one.SessionId === SessionId);
};

test('a login on a machine with the tag for it is expected as soon as no record can say that it is new', async () => {
  const { id: instanceId, state } = await aMachine(machine, { 'trailwarden:login': 'expected' });
  const before = await state();
  const login = await machine.session(instanceId);
  const calm = { ...login, call: { ...login.call, mfa: true } } as typeof login;
  const id = await machine.incident(calm);
  await machine.asked(id, 'is not known yet: records come late');
  machine.pass(610);
  const path = [...begun, 'Ask', 'NoAnswer', 'Answer', 'WhatThen', 'Report'];
  expect(await machine.ended(id)).toEqual({ status: 'SUCCEEDED', states: path });
  const { state: stands, playbook } = await machine.read(id);
  expect({ stands, first: playbook?.lines[0] }).toMatchObject({
    stands: 'restored',
    first: expect.stringContaining('expected (tag)'),
  });
  expect(await isOpen(String(login.sessionId))).toBe(true);
  expect(await state()).toEqual(before);
});

test('one that nothing speaks for is asked; unanswered nothing is done, and a person has to look', async () => {
  const { id: instanceId, state } = await aMachine(machine);
  const before = await state();
  const id = await machine.incident(await machine.session(instanceId));
  expect((await machine.asked(id)).ask).toMatchObject({
    question: expect.stringContaining('Was this login planned?'),
    byDefault: 'nothing is done, and a person has to look.',
  });
  machine.pass(610);
  const path = [...begun, 'Ask', 'NoAnswer', 'Answer', 'WhatThen', 'Report'];
  expect(await machine.ended(id)).toEqual({ status: 'SUCCEEDED', states: path });
  expect(await machine.read(id)).toMatchObject({
    state: 'escalated',
    ask: { ended: { as: 'unanswered' } },
  });
  expect(await state()).toEqual(before);
});

test('answered planned, it is left and done with', async () => {
  const { id: instanceId } = await aMachine(machine);
  const login = await machine.session(instanceId);
  const id = await machine.incident(login);
  await machine.asked(id);
  await machine.answer(id, 'planned');
  const path = [...begun, 'Ask', 'Answer', 'WhatThen', 'Report'];
  expect(await machine.ended(id)).toEqual({ status: 'SUCCEEDED', states: path });
  expect((await machine.read(id)).state).toBe('restored');
  expect(await isOpen(String(login.sessionId))).toBe(true);
});

test('no one’s login is ended, the machine contained, and after the release all is as it was', async () => {
  const { id: instanceId, state } = await aMachine(machine);
  const before = await state();
  const login = await machine.session(instanceId);
  const id = await machine.incident(login);
  await machine.asked(id);
  await machine.answer(id, 'not-me');
  await machine.asked(id, 'released');
  expect(await isOpen(String(login.sessionId))).toBe(false);
  expect(await state()).not.toEqual(before);
  await machine.answer(id, 'planned');
  const { status, states } = await machine.ended(id);
  expect({ status, last: states.slice(-2) }).toEqual({
    status: 'SUCCEEDED',
    last: ['Release', 'Report'],
  });
  expect(await state()).toEqual(before);
  expect((await machine.read(id)).state).toBe('restored');
});

test('the processes of an SSH login that no call to AWS stands behind are ended; the address that its machine alone says is not cut off', async () => {
  const { id: instanceId, state } = await aMachine(machine);
  const before = await state();
  const { world } = machine.sandbox;
  await document(machine, 'end-login');
  const host = hooks.ec2.machineOf(world, instanceId);
  const shell = hooks.ec2.logIn(host, { user: 'ec2-user', from: '203.0.113.9', at: world.now() });
  const login: Login = {
    ...{ id: 'ssh-1', accountId: machine.member, region: REGION, row: 'EC2-06', mitre: [] },
    target: { kind: 'instance', instanceId },
    at: world.now().toISOString(),
    ...{ words: 'host', method: 'ssh', osUser: 'ec2-user', from: '203.0.113.9', tty: shell.tty },
    keyFingerprint: `SHA256:${'k'.repeat(43)}`,
  };
  const id = await machine.incident(login);
  await machine.asked(id, 'released');
  expect([...host.logins.values()]).toEqual([]);
  const told = (await machine.read(id)).timeline.map(({ text }) => text).join('\n');
  expect(told).toContain('decided unplanned (key-without-call)');
  expect(told).toContain('the login: done (');
  expect(told).toContain('203.0.113.9 is not cut off: only a machine says');
  await machine.answer(id, 'planned');
  await machine.ended(id);
  expect(await state()).toEqual(before);
});

test('a machine with the tag do-not-isolate is not contained: its login is ended, and that is told', async () => {
  const { id: instanceId, state } = await aMachine(machine, { 'do-not-isolate': 'yes' });
  const before = await state();
  const login = await machine.session(instanceId);
  const id = await machine.incident(login);
  await machine.asked(id);
  await machine.answer(id, 'not-me');
  expect((await machine.ended(id)).states.slice(-2)).toEqual(['IsContained', 'Report']);
  expect(await isOpen(String(login.sessionId))).toBe(false);
  expect(await machine.read(id)).toMatchObject({
    state: 'escalated',
    escalation: expect.stringContaining('was not isolated: it has the tag do-not-isolate'),
  });
  expect(await state()).toEqual(before);
});
