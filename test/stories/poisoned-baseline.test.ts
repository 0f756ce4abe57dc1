import { DeleteTrailCommand, UpdateTrailCommand } from '@aws-sdk/client-cloudtrail';
import { DisableKeyCommand, EnableKeyCommand, KMSClient, SignCommand } from '@aws-sdk/client-kms';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { exitCode } from '../../services/cli/terminal/user-error';
import { SEAL_ALIASES } from '../../shared/aws/baselines/kms-seal';
import { accountKey, exemptionKey, update } from '../../shared/aws/table/table';
import type { Incident } from '../../shared/domain/incident';
import { subjectKey } from '../../shared/domain/subject';
import { inProcess } from '../cli/in-process';
import { alterBaseline, redirected } from './alter-baseline';
import { declareExemption } from './declare-exemption';
import { stop } from './people';
import { Scene, type Trail } from './scene';
import { batchesUntil, callsOf, startsOf, type Watched, watch } from './watch';
import { wholeTrail } from './whole-trail';

let scene: Scene;
beforeAll(async () => {
  scene = await Scene.set(14);
});
beforeEach(() => scene.quiet());
afterAll(() => scene.close());

const keys = () => scene.local.administrator(scene.local.organization.securityAccountId);
const cli = (...args: readonly string[]) => inProcess(args, keys());

/** All write calls to CloudTrail in the trail's account, by any caller. */
const writesOf = (watched: Watched, { accountId }: Trail): readonly string[] =>
  watched.entries
    .filter((entry) => entry.kind === 'call')
    .filter((call) => call.service === 'cloudtrail' && call.accountId === accountId)
    .map(({ action }) => action)
    .filter((action) => !/^(Describe|Get|List)/.test(action));

const isCalledFor = ({ state, techniques }: Incident): boolean =>
  state === 'escalated' && techniques.includes('alter-baseline');

test('an altered baseline is refused and reported, and not put back', async () => {
  const trail = scene.newTrail();
  const before = await wholeTrail(scene, trail);
  await alterBaseline(scene, trail, redirected);
  const watched = watch(scene);
  await scene.check(trail);
  const incident = await scene.incidentOn(trail, isCalledFor);
  expect(incident).toMatchObject({ severity: 'critical', techniques: ['alter-baseline'] });
  expect(incident.sentence).toBe(
    `The baseline of trail ${trail.id} was altered in the table: its seal is not the one of its text.`,
  );
  expect(incident.escalation).toContain('trailwarden baseline accept');
  expect(writesOf(watched, trail)).toEqual([]);
  expect(await wholeTrail(scene, trail)).toEqual(before);
  await scene.check(trail);
  expect(await scene.incidentsOn(trail)).toHaveLength(1);
});

test('a trail that is stopped after its baseline was altered logs again, without the attacker’s settings', async () => {
  const trail = scene.newTrail();
  const before = await wholeTrail(scene, trail);
  await alterBaseline(scene, trail, redirected);
  const watched = watch(scene);
  await stop(scene, trail);
  const incident = await scene.incidentOn(trail, isCalledFor);
  await scene.quiet();
  expect(await wholeTrail(scene, trail)).toEqual(before);
  expect(new Set(writesOf(watched, trail))).toEqual(new Set(['StopLogging', 'StartLogging']));
  expect(incident).toMatchObject({ techniques: ['alter-baseline', 'stop-logging'], events: 1 });
});

test('an exemption without a seal exempts nothing, and is told as forged', async () => {
  const trail = scene.newTrail();
  const before = await wholeTrail(scene, trail);
  await declareExemption(scene, trail, inAnHour(), { isSealed: false });
  await stop(scene, trail);
  const incident = await scene.incidentOn(trail, ({ state }) => state === 'escalated');
  expect(incident.escalation).toContain('The exemption ex-1 is forged: it carries no seal.');
  expect(incident.techniques).toEqual(['stop-logging']);
  expect(await wholeTrail(scene, trail)).toEqual(before);
});

test('an exemption whose end was moved is forged', async () => {
  const trail = scene.newTrail();
  await declareExemption(scene, trail, new Date(Date.now() - 60_000));
  await update(scene.table, {
    key: { pk: accountKey(trail.accountId), sk: exemptionKey(subjectKey(trail), 'ex-1') },
    set: { until: inAnHour().toISOString() },
  });
  await stop(scene, trail);
  const incident = await scene.incidentOn(trail, ({ state }) => state === 'escalated');
  expect(incident.escalation).toContain('is forged: its seal is not the one of its text');
  expect(await scene.isLogging(trail)).toBe(true);
});

const inAnHour = (): Date => new Date(Date.now() + 3_600_000);

test.each([
  ['without a seal', ({ baseline: { mac: _, ...rest } }) => rest],
  ['sealed with what is no seal', ({ baseline }) => ({ ...baseline, mac: 'AAAA' })],
  [
    'that says it need not log',
    ({ baseline }) => ({ ...baseline, state: { ...baseline.state, status: { isLogging: false } } }),
  ],
  ['that holds no baseline at all', () => 'nothing'],
] as readonly (readonly [string, Parameters<typeof alterBaseline>[2]])[])(
  'a trail whose row is one %s is started after a stop, and people are called',
  async (_, altered) => {
    const trail = scene.newTrail();
    await alterBaseline(scene, trail, altered);
    await stop(scene, trail);
    await scene.incidentOn(trail, isCalledFor);
    expect(await scene.isLogging(trail)).toBe(true);
  },
);

test('a person who is told of a forged baseline can accept a genuine version over it', async () => {
  const trail = scene.newTrail();
  await alterBaseline(scene, trail, redirected);
  await scene.check(trail);
  await scene.incidentOn(trail, isCalledFor);
  const { bad, ok } = exitCode;

  const plan = await cli('plan', '--account', trail.accountId);
  expect(plan).toMatchObject({ code: bad, stdout: expect.stringContaining('forged') });
  const shown = await cli('baseline', 'show', trail.id);
  expect(shown).toMatchObject({ code: bad, stdout: expect.stringContaining('FORGED') });
  const diff = await cli('baseline', 'diff', trail.id);
  expect(diff).toMatchObject({ code: bad, stdout: expect.stringContaining('mallory') });

  const accepted = await cli('baseline', 'accept', trail.id, '--why', 'INC-7: it was forged');
  expect(accepted).toMatchObject({ code: ok, stdout: expect.stringContaining('version 2') });
  expect(await cli('baseline', 'show', trail.id)).toMatchObject({ code: ok });
  expect(await cli('baseline', 'diff', trail.id)).toMatchObject({ code: ok });
  scene.killResponder();
  await scene.check(trail);
  await scene.incidentOn(trail, ({ state }) => state === 'restored');
});

test('a deleted trail is not made again from an altered baseline', async () => {
  const trail = scene.newTrail();
  await alterBaseline(scene, trail, redirected);
  await scene.administrator(trail).send(new DeleteTrailCommand({ Name: trail.id }));
  await scene.incidentOn(trail, isCalledFor);
  await scene.quiet();
  expect(await wholeTrail(scene, trail)).toBe('gone');
});

test('while the key does not answer a stopped trail is started, and the rest waits for the answer', async () => {
  const trail = scene.newTrail();
  const before = await wholeTrail(scene, trail);
  scene.killResponder(); // one that asked before keeps the answer
  const mend = scene.local.sandbox.faults.add({
    service: 'kms',
    action: 'GetPublicKey',
    hangUp: true,
  });
  await stop(scene, trail);
  await scene
    .administrator(trail)
    .send(new UpdateTrailCommand({ Name: trail.id, EnableLogFileValidation: false }));
  await scene.until(`${trail.id} logs`, () => scene.isLogging(trail));
  await scene.incidentOn(trail, ({ state }) => state === 'open');
  expect(await wholeTrail(scene, trail)).not.toEqual(before);
  mend();
  await scene.quiet();
  await scene.incidentOn(trail, ({ state }) => state === 'restored');
  expect(await wholeTrail(scene, trail)).toEqual(before);
});

test('while the key of the seals is disabled a stopped trail is started, and the rest waits', async () => {
  const trail = scene.newTrail();
  const kms = new KMSClient(keys());
  const key = [...scene.world.kms.keys.values()].find(({ keySpec }) => keySpec === 'ECC_NIST_P256');
  await kms.send(new DisableKeyCommand({ KeyId: key?.keyId }));
  scene.killResponder();
  await stop(scene, trail);
  const incident = await scene.incidentOn(trail, ({ state }) => state === 'escalated');
  expect(await scene.isLogging(trail)).toBe(true);
  expect(incident.escalation).toContain('kms:GetPublicKey was rejected (DisabledException)');
  await kms.send(new EnableKeyCommand({ KeyId: key?.keyId }));
  await scene.quiet();
  await scene.incidentOn(trail, ({ state }) => state === 'restored');
  kms.destroy();
});

test('an administrator of the security account cannot make a seal', async () => {
  const kms = new KMSClient(keys());
  const Message = Buffer.from('trailwarden baseline 1 sha256 …');
  const sealed = kms.send(
    new SignCommand({ KeyId: SEAL_ALIASES.seal, SigningAlgorithm: 'ECDSA_SHA_256', Message }),
  );
  await expect(sealed).rejects.toMatchObject({ name: 'AccessDeniedException' });
  kms.destroy();
});

test.each([
  ['cold', () => scene.killResponder()],
  ['warm', () => undefined],
])('a %s responder starts a stopped trail before it asks the key', async (_, prepare) => {
  const trail = scene.newTrail();
  await scene.check(trail);
  prepare();
  const watched = watch(scene);
  await stop(scene, trail);
  await scene.incidentOn(trail, ({ state }) => state === 'restored');
  const [start] = startsOf(watched, trail);
  expect(batchesUntil(watched, start)).toBe(1);
  const before = callsOf(watched, 'GetPublicKey').filter(
    ({ arrivedAt }) => arrivedAt < (start?.arrivedAt ?? 0),
  );
  expect(before).toEqual([]);
});
