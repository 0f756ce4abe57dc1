import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { aMachine } from './a-machine';
import { type MachineUnderTest, machineUnderTest } from './machine-under-test';

let machine: MachineUnderTest;
beforeAll(async () => {
  machine = await machineUnderTest(undefined, { isOptedIn: false });
});
afterAll(() => machine.close());

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
  expect(told).toContain('snapshots: none: the account did not opt in to collection');
  expect(playbook?.lines.join('\n')).toContain('Contain: not contained');
});
