import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { tableOf } from '../../../services/cli/local/local';
import { until } from '../../../services/cli/local/until';
import { newestIncidents } from '../../../shared/aws/incidents/find-incidents';
import { makeCall } from '../../../shared/aws/make-call';
import { breakIn, isBraked } from './break-in';
import { type DecidedUnderTest, decidedUnderTest } from './decided-under-test';

let under: DecidedUnderTest;
beforeAll(async () => {
  under = await decidedUnderTest({ LoginNetworks: '127.0.0.0/8', LoginMfaByProvider: 'yes' });
}, 300_000);
afterAll(() => under.close());

test('a key that no call put there is unplanned; a machine that must not be isolated is left as it is', async () => {
  const machine = await under.machine();
  await under.tagged(machine, 'do-not-isolate', 'yes');
  const before = await machine.state();
  await breakIn(under, machine);
  await isBraked(under, machine, {
    before,
    why: `${machine.id} was not isolated: it has the tag do-not-isolate (set 20`,
  });
});

test('a machine whose Auto Scaling group would fall below its minimum is left as it is', async () => {
  const machine = await under.machine({ min: 1 });
  const before = await machine.state();
  await breakIn(under, machine);
  await isBraked(under, machine, { before, why: 'would fall below its minimum of 1' });
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
