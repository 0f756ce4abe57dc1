import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { aMachine } from './a-machine';
import { type MachineUnderTest, machineUnderTest } from './machine-under-test';

let machine: MachineUnderTest;
let diskless: MachineUnderTest;
beforeAll(async () => {
  machine = await machineUnderTest(undefined, { isOptedIn: false });
  diskless = await machineUnderTest(undefined, { keepsDisks: false });
});
afterAll(() => Promise.all([machine.close(), diskless.close()]));

test('where the account did not opt in nothing is touched, and each thing that was left is said', async () => {
  const { id: instanceId, state } = await aMachine(machine);
  const before = await state();
  const id = await machine.incident(await machine.session(instanceId));
  await machine.asked(id);
  await machine.answer(id, 'not-me');
  expect((await machine.ended(id)).states.slice(-2)).toEqual(['IsContained', 'Report']);
  expect(await state()).toEqual(before);
  const { state: stands, timeline, playbook } = await machine.read(id);
  const told = timeline.map(({ text }) => text).join('\n');
  expect(stands).toBe('escalated');
  expect(told).toContain('the machine was not read: its account did not opt in');
  expect(told).toContain('not ended: the account did not opt in to containment');
  expect(told).toContain('not contained: ');
  expect(told).toContain('snapshots: none: its account did not opt in');
  expect(playbook?.lines.join('\n')).toContain('Contain: not contained');
});

test('without a forensic account no disk is kept, and the machine is contained and released all the same', async () => {
  const { id: instanceId, state } = await aMachine(diskless);
  const before = await state();
  const id = await diskless.incident(await diskless.session(instanceId));
  await diskless.asked(id);
  await diskless.answer(id, 'not-me');
  const { timeline } = await diskless.asked(id, 'released');
  const told = timeline.map(({ text }) => text).join('\n');
  expect(told).toContain('snapshots: none: ');
  expect(told).toContain('copies: none: no forensic account is set up');
  expect(await state()).not.toEqual(before);
  await diskless.answer(id, 'planned');
  expect((await diskless.ended(id)).status).toBe('SUCCEEDED');
  expect(await state()).toEqual(before);
});
