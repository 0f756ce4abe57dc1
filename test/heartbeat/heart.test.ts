import { beforeEach, expect, test } from '@jest/globals';
import { readBeatName } from '../../shared/domain/heartbeat';
import { tablePerFile } from '../aws/open-test-table';
import { aDenial } from '../builders/an-observation';
import { at } from '../builders/at';
import { AHeart } from './a-heart';

const table = tablePerFile();
let accountId = '111122223333';
let heart: AHeart;
beforeEach(() => {
  accountId = String(Number(accountId) + 1); // a place of its own for each test
  heart = new AHeart(table, accountId);
});

const MINUTE = 60;
const HOUR = 60 * MINUTE;

test('the latency of a heard beat is written into the table', async () => {
  expect(await heart.beat(0)).toEqual({ kind: 'sent' });
  expect(await heart.hear(4)).toEqual({ kind: 'heard', latencyMs: 4_000 });
  expect(await heart.row()).toEqual({
    accountId,
    region: 'us-east-1',
    sentAt: at(0),
    heardAt: at(4),
    latencyMs: 4_000,
  });
  expect(await heart.beat(HOUR)).toEqual({ kind: 'sent' });
  expect(await heart.incidents()).toEqual([]);
});

test('the name of a beat holds its time, and is a valid name of a trail', async () => {
  await heart.beat(0);
  expect(readBeatName(heart.lastName)).toMatchObject({ sentAt: at(0) });
  expect(heart.lastName).toMatch(/^[A-Za-z0-9]([._-]?[A-Za-z0-9])+$/);
  expect(heart.lastName.length).toBeLessThanOrEqual(128);
});

test('a beat that is delivered twice is heard once', async () => {
  await heart.beat(0);
  await heart.hear(4);
  expect(await heart.hear(9)).toEqual({ kind: 'old', latencyMs: 9_000 });
  expect(await heart.row()).toMatchObject({ heardAt: at(4), latencyMs: 4_000 });
});

test('beats that come in the wrong order leave the place heard', async () => {
  await heart.beat(0);
  const first = heart.lastName;
  await heart.beat(30);
  await heart.hear(34);
  expect(await heart.hear(40, first)).toMatchObject({ kind: 'old' });
  expect(await heart.row()).toMatchObject({ heardAt: at(34), latencyMs: 4_000 });
  expect(await heart.row()).not.toHaveProperty('silentSince');
});

test('looks that follow each other faster than beats travel do not make a place silent', async () => {
  const sent: string[] = [];
  for (let second = 0; second <= 20 * MINUTE; second += MINUTE) {
    expect(await heart.beat(second)).toEqual({ kind: 'sent' });
    sent.push(heart.lastName);
    // Each takes 90 seconds, so that the next has always left before.
    const name = sent.at(-2);
    if (name)
      expect(await heart.hear(second + 30, name)).toEqual({ kind: 'heard', latencyMs: 90_000 });
  }
});

test('an old beat that an attacker replays proves nothing', async () => {
  await heart.beat(0);
  const replayed = heart.lastName;
  await heart.hear(4);
  await heart.beat(HOUR);
  expect(await heart.hear(HOUR + 4, replayed)).toMatchObject({ kind: 'old' });
  expect(await heart.row()).toMatchObject({ heardAt: at(4), silentSince: at(HOUR) });
});

test('a beat that is unheard for a quarter of an hour is an incident, and each further look counts on it', async () => {
  await heart.beat(0);
  expect(await heart.beat(14 * MINUTE)).toEqual({ kind: 'sent' });
  expect(await heart.beat(HOUR)).toEqual({ kind: 'silent', since: at(0) });
  expect(await heart.beat(2 * HOUR)).toEqual({ kind: 'silent', since: at(0) });
  const [incident, ...others] = await heart.incidents();
  expect(others).toEqual([]);
  expect(incident).toMatchObject({
    subjectId: `${accountId}/us-east-1`,
    state: 'escalated',
    severity: 'high',
    techniques: ['silent-channel'],
    looks: 2,
    events: 0,
    sentence: `No heartbeat of account ${accountId} in us-east-1 that was sent since ${at(0)} was heard (none ever was).`,
    timeline: [{ kind: 'noticed' }],
  });
  expect(incident?.escalation).toContain('A trail logs there, so the way of the events is cut.');
  expect(incident?.guidance?.join(' ')).toContain('Was none ever heard from any account?');
});

test('the incident of a silent place without a logging trail says that silence is expected', async () => {
  heart.coverage = { kind: 'blind', trails: [] };
  await heart.beat(0);
  await heart.beat(HOUR);
  const [incident] = await heart.incidents();
  expect(incident?.escalation).toContain('It is to be expected');
  expect(incident?.guidance?.[0]).toContain('Put a trail back first');
});

test('a beat without a look does not change what the incident says of the trails, and the next look does', async () => {
  await heart.beat(0);
  heart.coverage = undefined;
  await heart.beat(20 * MINUTE);
  expect((await heart.incidents())[0]?.escalation).toContain('is not known');
  heart.coverage = { kind: 'guarded', trails: [] };
  await heart.beat(30 * MINUTE);
  const [looked] = await heart.incidents();
  expect(looked?.escalation).toContain('A trail logs there');
  heart.coverage = undefined;
  await heart.beat(40 * MINUTE);
  expect(await heart.incidents()).toMatchObject([
    { looks: 3, escalation: looked?.escalation, guidance: looked?.guidance },
  ]);
  heart.coverage = { kind: 'blind', trails: [] };
  await heart.beat(50 * MINUTE);
  expect((await heart.incidents())[0]?.escalation).toContain('It is to be expected');
});

test('the incident is over when a beat is heard again, and a new silence joins it within the hour', async () => {
  await heart.beat(0);
  await heart.beat(HOUR);
  expect(await heart.hear(HOUR + 3)).toEqual({ kind: 'heard', latencyMs: 3_000 });
  expect(await heart.incidents()).toMatchObject([
    { state: 'restored', outcome: 'unchanged', restoredAt: at(HOUR + 3) },
  ]);
  expect((await heart.incidents())[0]).not.toHaveProperty('escalation');
  expect(await heart.row()).not.toHaveProperty('incident');
  await heart.beat(HOUR + MINUTE);
  await heart.beat(HOUR + 30 * MINUTE);
  expect(await heart.incidents()).toMatchObject([
    {
      state: 'escalated',
      looks: 2,
      timeline: [{ kind: 'noticed' }, { kind: 'restored' }, { kind: 'noticed' }],
    },
  ]);
});

test('a silence long after the last one was over is an incident of its own', async () => {
  await heart.beat(0);
  await heart.beat(HOUR);
  await heart.hear(HOUR + 3);
  await heart.beat(3 * HOUR);
  await heart.beat(4 * HOUR);
  expect(await heart.incidents()).toMatchObject([{ state: 'escalated' }, { state: 'restored' }]);
});

test('a beat that could not be sent is no silence', async () => {
  heart.meets = aDenial();
  expect(await heart.beat(0)).toMatchObject({ kind: 'unsent', why: { kind: 'denied' } });
  expect(await heart.beat(HOUR)).toMatchObject({ kind: 'unsent' });
  expect(await heart.row()).toMatchObject({ unsent: { kind: 'denied' }, unsentAt: at(HOUR) });
  expect(await heart.row()).not.toHaveProperty('silentSince');
  expect(await heart.incidents()).toEqual([]);
});

test('a failure to send beats is news once in each half hour, even if others were sent in between and not heard', async () => {
  heart.meets = aDenial();
  const news = async (seconds: number) => (await heart.beat(seconds)) as { isNew?: boolean };
  const start = (1_800 - ((Date.parse(at(0)) / 1_000) % 1_800)) % 1_800;
  expect(await news(start)).toMatchObject({ kind: 'unsent', isNew: true });
  expect(await news(start + 10 * MINUTE)).toMatchObject({ isNew: false });
  expect(await news(start + 31 * MINUTE)).toMatchObject({ isNew: true });
  const { meets } = new AHeart(table, accountId);
  heart.meets = meets;
  await heart.beat(start + 35 * MINUTE);
  heart.meets = aDenial();
  expect(await news(start + 40 * MINUTE)).toMatchObject({ isNew: false });
  heart.meets = meets;
  await heart.beat(start + 42 * MINUTE);
  await heart.hear(start + 43 * MINUTE);
  heart.meets = aDenial();
  expect(await news(start + 45 * MINUTE)).toMatchObject({ isNew: true });
});

test('an older silence goes on while beats cannot be sent', async () => {
  await heart.beat(0);
  heart.meets = aDenial();
  await heart.beat(10 * MINUTE);
  expect(await heart.row()).toMatchObject({ silentSince: at(0), unsentAt: at(10 * MINUTE) });
});

test('no beat is sent after a look that met an obstacle', async () => {
  expect(await heart.beat(0, aDenial())).toMatchObject({ kind: 'unsent' });
  expect(heart.calls).toEqual([]);
  expect(await heart.row()).toMatchObject({ unsentAt: at(0) });
});

test('a beat whose call seemed to fail counts when it is heard', async () => {
  heart.meets = aDenial();
  await heart.beat(0);
  expect(await heart.hear(5)).toEqual({ kind: 'heard', latencyMs: 5_000 });
  expect(await heart.row()).not.toHaveProperty('unsent');
});

test('without the key no beat is sent, and the next one asks for the key again', async () => {
  heart.keyFault = Object.assign(new Error('no'), { name: 'ThrottlingException' });
  expect(await heart.beat(0)).toMatchObject({
    kind: 'unsent',
    why: { kind: 'throttled', call: 'kms:GenerateMac' },
  });
  heart.keyFault = undefined;
  expect(await heart.beat(MINUTE)).toEqual({ kind: 'sent' });
});

test('a beat that arrives while the key cannot be asked is not judged', async () => {
  await heart.beat(0);
  const other = new AHeart(table, accountId);
  other.keyFault = new Error('no');
  await expect(other.hear(4, heart.lastName)).rejects.toThrow('no');
  expect(await heart.row()).not.toHaveProperty('heardAt');
});

test('an environment hears the beats that another environment sent', async () => {
  await heart.beat(0);
  expect(await new AHeart(table, accountId).hear(4, heart.lastName)).toMatchObject({
    kind: 'heard',
  });
});

test('a call that only looks like a beat is forged, and does not end the silence of the place', async () => {
  await heart.beat(0);
  const [, time] = heart.lastName.split('.');
  const forged = `trailwarden-heartbeat.${time}.${'0'.repeat(32)}`;
  expect(await heart.hear(4, forged)).toMatchObject({ kind: 'forged' });
  expect(await heart.hear(4, 'trailwarden-heartbeat.hello')).toMatchObject({ kind: 'forged' });
  expect(await heart.row()).not.toHaveProperty('heardAt');
});

test('a beat of one account does not count for another', async () => {
  await heart.beat(0);
  expect(await heart.hear(4, heart.lastName, '999988887777')).toMatchObject({ kind: 'forged' });
});

test('a beat that another caller repeats is forged', async () => {
  await heart.beat(0);
  heart.isOwn = false;
  expect(await heart.hear(4)).toEqual({
    kind: 'forged',
    why: 'arn:aws:sts::111122223333:assumed-role/Deploy/mallory is not one of ours',
  });
  expect(await heart.row()).not.toHaveProperty('heardAt');
});
