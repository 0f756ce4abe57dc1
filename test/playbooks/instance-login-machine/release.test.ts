import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { hooks } from '../../../services/sandbox';
import { inProcess } from '../../cli/in-process';
import { aMachine } from './a-machine';
import { type Forensics, makeForensics } from './forensics';
import { type MachineUnderTest, machineUnderTest, REGION } from './machine-under-test';

let machine: MachineUnderTest;
let forensics: Forensics;
beforeAll(async () => {
  machine = await machineUnderTest(async (sandbox, accounts) => {
    forensics = await makeForensics(sandbox, accounts);
    return { TRAILWARDEN_MOST_ISOLATED: '50', ...forensics.environment };
  });
});
afterAll(() => machine.close());

const cli = (...args: readonly string[]) =>
  inProcess([...args, '--table', machine.table.name], {
    ...{ endpoint: machine.sandbox.endpoint, region: REGION },
    credentials: machine.sandbox.credentials(machine.security),
  });

const contained = async (instanceId: string): Promise<string> => {
  const id = await machine.incident(await machine.session(instanceId));
  await machine.asked(id, 'planned?');
  await machine.answer(id, 'not-me');
  await machine.asked(id, 'released');
  return id;
};

test('release shows what it puts back, puts it back, and has nothing to do a second time', async () => {
  const { id: instanceId, state } = await aMachine(machine);
  const before = await state();
  const id = await contained(instanceId);
  const asked = await cli('release', id);
  expect(asked).toMatchObject({ code: 2, stderr: expect.stringContaining('say --yes') });
  expect(asked.stdout).toContain('ec2:ModifyNetworkInterfaceAttribute on eni-');
  expect(await state()).not.toEqual(before);
  const { code, stdout } = await cli('release', id, '--yes');
  expect({ code, last: stdout.trim().split('\n').at(-1) }).toEqual({
    code: 0,
    last: expect.stringMatching(/is as it was: \d+ steps, read back\./),
  });
  expect(await state()).toEqual(before);
  const { timeline } = await machine.read(id);
  expect(timeline.map(({ text }) => text).join('\n')).toContain('everything reads back as it was');
  expect(await cli('release', id, '--yes')).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/was put back at/),
  });
});

test('what someone else changed since is left alone, and told', async () => {
  const { id: instanceId } = await aMachine(machine);
  const id = await contained(instanceId);
  const { world } = machine.sandbox;
  const instance = hooks.ec2.state(world).instances.get(instanceId);
  if (instance) instance.disableApiTermination = false;
  const { code, stdout } = await cli('release', id, '--yes', '--json');
  expect({ code, ...JSON.parse(stdout) }).toMatchObject({ code: 0, differences: [] });
});

test('nothing is to be put back where nothing was contained', async () => {
  const { id: instanceId } = await aMachine(machine, { 'do-not-isolate': 'yes' });
  const id = await machine.incident(await machine.session(instanceId));
  await machine.asked(id);
  expect(await cli('release', id, '--yes')).toMatchObject({
    code: 2,
    stderr: `Nothing is to be put back for ${id}: no machine was contained.\n`,
  });
  expect(await cli('release', 'inc-none', '--yes')).toMatchObject({ code: 2 });
  expect(await cli('evidence', 'verify', id)).toMatchObject({ code: 2 });
});

test('evidence is what it was, until a piece of it is gone', async () => {
  const { id: instanceId } = await aMachine(machine);
  const id = await contained(instanceId);
  const whole = await cli('evidence', 'verify', id);
  expect(whole).toMatchObject({ code: 0, stdout: expect.stringMatching(/All \d items are what/) });
  const { items } = JSON.parse((await cli('evidence', 'verify', id, '--json')).stdout);
  const [snapshot] = items.filter(({ kind }: { kind: string }) => kind === 'snapshot');
  hooks.ec2.state(machine.sandbox.world).snapshots.delete(snapshot.id);
  expect(await cli('evidence', 'verify', id)).toMatchObject({
    code: 1,
    stdout: expect.stringContaining(`Item ${snapshot.id} (snapshot) is not there.`),
  });
});
