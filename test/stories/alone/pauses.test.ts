import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { sealOf } from '../../../services/cli/baseline/baseline-verified';
import { sendChecks } from '../../../services/cli/local/local';
import { becomeKeeper } from '../../../shared/aws/become-named';
import { declareExemption, WHOLE_ACCOUNT } from '../../../shared/aws/exemptions/declare-exemption';
import { inProcess } from '../../cli/in-process';
import { stop } from '../people';
import { Scene, type Trail } from '../scene';
import { type Watched, watch } from '../watch';

let scene: Scene;
beforeAll(async () => {
  scene = await Scene.alone(5);
});
beforeEach(() => scene.quiet());
afterAll(() => scene.close());

const security = () => scene.local.organization.securityAccountId;
const cli = (...args: readonly string[]) => inProcess(args, scene.local.administrator(security()));
const look = async (accountId: string) => {
  await sendChecks(scene.local, [accountId], { region: 'us-east-1' });
  await scene.quiet();
};

/** Calls that change something in an account, by any caller, without what we send of ourselves. */
const writesIn = (watched: Watched, accountId: string): readonly string[] =>
  watched.entries.flatMap((entry) =>
    entry.kind === 'call' &&
    entry.accountId === accountId &&
    !/^(Describe|Get|List|Lookup|Assume|Put(Events|Rule$))/.test(entry.action)
      ? [`${entry.service}:${entry.action}`]
      : [],
  );

/** By the keeper, without a command: it may end in a second, and be without a seal. */
async function pause({ accountId }: Trail, until: Date, { isSealed = true } = {}): Promise<void> {
  const { connection, caller: by } = await becomeKeeper(scene.local.administrator(security()));
  await declareExemption(scene.table, {
    ...{ scope: { accountId, subjectKey: WHOLE_ACCOUNT }, until, by, why: 'CHG-9' },
    ...{ declaredAt: new Date(), pause: { scope: accountId } },
    ...(isSealed && { seal: sealOf(connection) }),
  });
  scene.killResponder();
}

test('while an account is paused a stop is told and not put back, and another account is as guarded as ever', async () => {
  await look(security()); // the bus gets its baseline
  const [paused, other] = [scene.newTrail(), scene.newTrail()];
  const { accountId } = paused;
  const why = 'CHG-9: the landing zone is reset';
  const said = await cli('pause', '--account', accountId, '--for', '2h', '--why', why, '--yes');
  expect(said).toMatchObject({ code: 0, stdout: expect.stringContaining('Paused:') });
  scene.killResponder();
  const watched = watch(scene);
  await stop(scene, paused);
  await stop(scene, other);
  const incident = await scene.incidentOn(paused, ({ state }) => state === 'escalated');
  expect(incident.escalation).toContain('Nothing is put back here until');
  expect(incident.escalation).toContain(`(${why})`);
  expect(incident.escalation).toContain('cloudtrail:StartLogging');
  await scene.incidentOn(other, ({ state }) => state === 'restored');
  await look(accountId);
  expect(await scene.isLogging(paused)).toBe(false);
  expect(writesIn(watched, accountId)).toEqual(['cloudtrail:StopLogging']);

  await look(security());
  const [told] = (await scene.incidentsIn(security())).filter(({ subjectKey }) =>
    subjectKey.endsWith(':event-bus/trailwarden'),
  );
  expect(told).toMatchObject({
    state: 'escalated',
    escalation: expect.stringContaining(`Trailwarden is paused for ${accountId} until`),
  });
  const status = await cli('status');
  expect(status.stdout).toContain(`Trailwarden is paused for ${accountId}`);
  expect(status.code).toBe(1);

  expect((await cli('resume', '--account', accountId, '--yes')).code).toBe(0);
  scene.killResponder();
  await look(accountId);
  await look(security());
  expect(await scene.isLogging(paused)).toBe(true);
  const [whole] = await scene.incidentsOn(paused);
  expect(whole).toMatchObject({ id: incident.id, state: 'restored' });
  // Blind from the stop, which was told under the pause, until it was put back.
  const [from, to] = [whole?.windows?.[0]?.from?.at ?? '', whole?.windows?.[0]?.to?.at ?? ''];
  expect(from !== '' && from <= incident.lastSeenAt).toBe(true);
  expect(to > incident.lastSeenAt).toBe(true);
  const [over] = (await scene.incidentsIn(security())).filter(({ id }) => id === told?.id);
  expect(over?.state).not.toBe('escalated');
});

test('a pause ends by itself', async () => {
  const trail = scene.newTrail();
  const end = Date.now() + 3_000;
  await pause(trail, new Date(end));
  await stop(scene, trail);
  await scene.incidentOn(trail, ({ state }) => state === 'escalated');
  expect(await scene.isLogging(trail)).toBe(false);
  await scene.until('the pause is over', async () => Date.now() > end);
  await look(trail.accountId);
  expect(await scene.isLogging(trail)).toBe(true);
  expect(await scene.incidentsOn(trail)).toMatchObject([{ state: 'restored' }]);
});

test('a pause without a seal pauses nothing, and is told as forged', async () => {
  const trail = scene.newTrail();
  await pause(trail, new Date(Date.now() + 3_600_000), { isSealed: false });
  await stop(scene, trail);
  const incident = await scene.incidentOn(trail, ({ state }) => state === 'escalated');
  expect(incident.escalation).toContain('is forged: it carries no seal');
  expect(await scene.isLogging(trail)).toBe(true);
});

test.each([
  [['--all', '--account', '111122223333'], 'Say one of --account'],
  [[], 'Say one of --account'],
  [['--all', '--for', '25h'], 'must be at most 24 hours ahead'],
  [['--all', '--for', 'soon'], 'is not a time'],
  [['--unit', 'ou-ab12-nothing12', '--yes'], 'no active account beneath'],
])('%j is refused in one sentence', async (words, sentence) => {
  const asked = words.includes('--for') ? words : [...words, '--for', '1h'];
  const { code, stderr } = await cli('pause', ...asked, '--why', 'a reset');
  expect({ code, isOne: stderr.trim().split('\n').length }).toEqual({ code: 2, isOne: 1 });
  expect(stderr).toContain(sentence);
});
