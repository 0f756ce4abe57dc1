import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { tableOf } from '../../../services/cli/local/local';
import { logIn } from '../../../services/cli/local/machine-logins';
import type { ShopMachine } from '../../../services/cli/local/shop-machine';
import { until } from '../../../services/cli/local/until';
import { newestIncidents } from '../../../shared/aws/incidents/find-incidents';
import { makeCall } from '../../../shared/aws/make-call';
import { type DecidedUnderTest, decidedUnderTest } from './decided-under-test';

let under: DecidedUnderTest;
beforeAll(async () => {
  under = await decidedUnderTest({ LoginNetworks: '127.0.0.0/8', LoginMfaByProvider: 'yes' });
}, 300_000);
afterAll(() => under.close());

/** The machine's agent tells of a login by a key that no call to AWS put there. */
const breakIn = (machine: ShopMachine) =>
  logIn(under.local, { id: 'ssh', way: 'ssh', by: 'intruder', decided: 'unplanned' }, machine);

const isContained = (machine: ShopMachine) =>
  under.incident(
    'it is contained',
    machine,
    ({ ask }) => ask?.question.includes('released') ?? false,
  );

/** Told to people, and everything of the machine as it was. */
async function isBraked(machine: ShopMachine, before: object, why: string): Promise<void> {
  const incident = await under.decided(machine);
  expect(incident).toMatchObject({ state: 'escalated', escalation: expect.stringContaining(why) });
  expect(incident.playbook?.lines[0]).toContain('unplanned (key-without-call)');
  expect(await machine.state()).toEqual(before);
}

test('a key that no call put there is unplanned; a machine that must not be isolated is left as it is', async () => {
  const machine = await under.machine({ tags: { 'do-not-isolate': 'yes' } });
  const before = await machine.state();
  await breakIn(machine);
  await isBraked(machine, before, `${machine.id} was not isolated: it has the tag do-not-isolate`);
});

test('a machine whose Auto Scaling group would fall below its minimum is left as it is', async () => {
  const machine = await under.machine({ min: 1 });
  const before = await machine.state();
  await breakIn(machine);
  await isBraked(machine, before, 'would fall below its minimum of 1');
});

test('three machines within an hour are contained, and the fourth is left to people', async () => {
  const machines = [await under.machine(), await under.machine(), await under.machine()];
  for (const machine of machines) {
    const before = await machine.state();
    await breakIn(machine);
    await isContained(machine);
    expect(await machine.state()).not.toEqual(before);
  }
  const fourth = await under.machine();
  const before = await fourth.state();
  await breakIn(fourth);
  await isBraked(fourth, before, '3 machines were isolated within the hour, and 3 is the most');
});

test('while the account’s trail is dark, a known person’s login is unplanned as well', async () => {
  const { local, member } = under;
  const { homeRegion: region } = local.organization;
  const refuse = { code: 'AccessDeniedException', message: 'no' };
  local.sandbox.faults.add({ service: 'cloudtrail', action: 'StartLogging', refuse });
  const input = { Name: `arn:aws:cloudtrail:${region}:${member}:trail/main` };
  await makeCall({ call: 'cloudtrail:StopLogging', region, input }, local.administrator(member));
  await until(
    async () =>
      (await newestIncidents(tableOf(local), { accountId: member }, 50)).some(
        ({ blindSince, subjectKey }) => blindSince && subjectKey.startsWith('trail#'),
      ),
    { what: 'the dark is known', withinMs: 30_000, everyMs: 50 },
  );
  const machine = await under.machine({ tags: { 'do-not-isolate': 'yes' } });
  await under.session('gus', machine);
  const { playbook } = await under.decided(machine);
  expect(playbook?.lines[0]).toContain('unplanned (dark): The account’s trail does not log now');
});
