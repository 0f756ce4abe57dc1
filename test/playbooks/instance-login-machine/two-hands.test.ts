import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { aMachine } from './a-machine';
import { type MachineUnderTest, machineUnderTest } from './machine-under-test';

let machine: MachineUnderTest;
beforeAll(async () => {
  machine = await machineUnderTest();
}, 120_000);
afterAll(() => machine.close());

const told = async (id: string) =>
  (await machine.read(id)).timeline.map(({ text }) => text).join('\n');

test('two hands on one machine at once contain it once, and its release is told to both', async () => {
  const { id: instanceId, state } = await aMachine(machine);
  const before = await state();
  const ids = [
    await machine.incident(await machine.session(instanceId)),
    await machine.incident(await machine.session(instanceId)),
  ];
  for (const id of ids) await machine.asked(id, 'planned?');
  await Promise.all(ids.map((id) => machine.answer(id, 'not-me')));
  const holder = await Promise.any(
    ids.map(async (id) => {
      await machine.asked(id, 'released');
      return id;
    }),
  );
  const other = ids.find((id) => id !== holder) ?? '';
  expect((await machine.ended(other)).states.slice(-1)).toEqual(['Report']);
  expect(await machine.read(other)).toMatchObject({
    state: 'escalated',
    escalation: expect.stringContaining(`${instanceId} is contained already, for ${holder}`),
  });
  expect(await told(holder)).toContain(`${other} would have contained ${instanceId} too`);
  expect(await state()).not.toEqual(before);
  await machine.answer(holder, 'planned');
  await machine.ended(holder);
  expect(await state()).toEqual(before);
  expect(await told(holder)).toContain(`${other} wanted it contained too`);
  expect(await told(other)).toContain(`was contained for ${holder} and is put back`);
});
