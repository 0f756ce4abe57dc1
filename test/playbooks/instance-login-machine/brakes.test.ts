import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { hooks } from '../../../services/sandbox';
import type { Login } from '../../../shared/domain/login';
import { type MachineUnderTest, machineUnderTest, REGION } from './machine-under-test';

let machine: MachineUnderTest;
beforeAll(async () => {
  machine = await machineUnderTest(async () => ({ TRAILWARDEN_MOST_ISOLATED: '2' }));
});
afterAll(() => machine.close());

const start = (): string =>
  hooks.ec2.startInstance(machine.sandbox.world, { accountId: machine.member, region: REGION }).id;

/** What anyone may say who may put events in the account. */
const claimOf = (instanceId: string): Login => ({
  ...{
    id: `claim-${instanceId}`,
    accountId: machine.member,
    region: REGION,
    row: 'EC2-06',
    mitre: [],
  },
  target: { kind: 'instance', instanceId },
  at: machine.sandbox.world.now().toISOString(),
  ...{ words: 'host', method: 'ssh', osUser: 'root', from: '203.0.113.9' },
  keyFingerprint: `SHA256:${'k'.repeat(43)}`,
});

const told = async (id: string): Promise<string> =>
  (await machine.read(id)).timeline.map(({ text }) => text).join('\n');

const contained = async (login: Login, more?: object): Promise<string> => {
  const id = await machine.incident(login, more);
  await machine.asked(id, 'planned?');
  await machine.answer(id, 'not-me');
  await machine.asked(id, 'released');
  return id;
};

test('machines that someone invents use up no brake, and what hosts say leaves room for AWS', async () => {
  for (const last of ['1', '2', '3']) {
    const id = await machine.incident(claimOf(`i-0000000000000000${last}`));
    await machine.ended(id);
    expect(await told(id)).toContain('is gone');
  }
  const first = await machine.incident(claimOf(start()));
  await machine.asked(first, 'released');
  const second = await machine.incident(claimOf(start()));
  await machine.ended(second);
  expect(await told(second)).toContain(
    '1 machines were isolated on the word of hosts within the hour, and 1 is the most',
  );
  const real = await contained(await machine.session(start()));
  expect(await told(real)).toContain('is contained, read back');
});

test('a machine that is isolated is not isolated again for another subject', async () => {
  machine.pass(2 * 3_600);
  const instanceId = start();
  const { target: _, ...login } = await machine.session(instanceId);
  const first = await contained(await machine.session(instanceId));
  const target = { kind: 'session', sessionId: String(login.sessionId) } as const;
  const second = await machine.incident({ ...login, target }, { subjectKey: 'instance#session' });
  await machine.asked(second, 'planned?');
  await machine.answer(second, 'not-me');
  await machine.ended(second);
  expect(await told(second)).toContain(`it was isolated already, for ${first}`);
});

test('an address that two machines have names neither', async () => {
  const { interfaces } = hooks.ec2.state(machine.sandbox.world);
  const [one, other] = [start(), start()];
  const addressOf = (id: string) =>
    [...interfaces.values()].find(({ attachment }) => attachment?.instanceId === id);
  const [mine, theirs] = [addressOf(one), addressOf(other)];
  if (!mine || !theirs) throw new Error('They have no interface.');
  Object.assign(theirs, { privateIp: mine.privateIp });
  const { sessionId: _, ...login } = await machine.session(one);
  const target = { kind: 'address', privateIp: mine.privateIp } as const;
  const id = await machine.incident({ ...login, row: 'EC2-04', target });
  await machine.asked(id, 'planned?');
  expect(await told(id)).toContain('no machine is known by it');
});
