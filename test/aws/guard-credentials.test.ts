import { afterEach, expect, test } from '@jest/globals';
import { guardCredentials, openSts } from '../../shared/aws/member-access';
import { type Answer, connection, type Loopback, loopback } from './loopback';
import { accessDenied, assumedRole } from './sts-answers';

const MINUTE = 60_000;
const START = Date.parse('2026-11-21T20:00:00Z');
const open: Loopback[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

/** An STS that numbers its answers, the credentials it gives out, and a clock. */
async function guard(answer: (call: number, now: Date) => Answer | Promise<Answer> = hourLong) {
  const clock = { ms: START };
  const calls: URLSearchParams[] = [];
  const server = await loopback((body) => {
    calls.push(new URLSearchParams(body));
    return answer(calls.length, new Date(clock.ms));
  });
  open.push(server);
  const role = { roleName: 'trailwarden-guard', sessionName: 'trailwarden', partition: 'aws' };
  const sts = openSts(connection(server.endpoint));
  const { of, renew } = guardCredentials(sts, role, () => clock.ms);
  return { credentials: of, renew, clock, calls };
}

const hourLong = (call: number, now: Date): Answer =>
  assumedRole(`ASIA${call}`, new Date(now.getTime() + 60 * MINUTE));

/** The error names the role and the reason. */
const refused = { name: 'AssumeRoleError', cause: { name: 'AccessDenied' } };

test('the guard role of the account is assumed, for an hour', async () => {
  const { credentials, calls } = await guard();
  expect(await credentials('111122223333')).toEqual({
    accessKeyId: 'ASIA1',
    secretAccessKey: 'example',
    sessionToken: 'token of ASIA1',
    expiration: new Date(START + 60 * MINUTE),
  });
  expect(Object.fromEntries(calls[0] ?? [])).toMatchObject({
    Action: 'AssumeRole',
    RoleArn: 'arn:aws:iam::111122223333:role/trailwarden-guard',
    RoleSessionName: 'trailwarden',
    DurationSeconds: '3600',
  });
});

test('twenty records of one account are one AssumeRole', async () => {
  const { credentials, calls } = await guard();
  const given = await Promise.all(Array.from({ length: 20 }, () => credentials('111122223333')));
  expect(new Set(given.map(({ accessKeyId }) => accessKeyId))).toEqual(new Set(['ASIA1']));
  expect(calls).toHaveLength(1);
});

test('each account has credentials of its own', async () => {
  const { credentials, calls } = await guard();
  await Promise.all([credentials('111122223333'), credentials('444455556666')]);
  expect(calls.map((call) => call.get('RoleArn')).sort()).toEqual([
    'arn:aws:iam::111122223333:role/trailwarden-guard',
    'arn:aws:iam::444455556666:role/trailwarden-guard',
  ]);
});

test('credentials are renewed five minutes before they expire, and not earlier', async () => {
  const { credentials, clock } = await guard();
  await credentials('111122223333');
  clock.ms = START + 55 * MINUTE - 1;
  expect((await credentials('111122223333')).accessKeyId).toBe('ASIA1');
  clock.ms = START + 55 * MINUTE;
  expect((await credentials('111122223333')).accessKeyId).toBe('ASIA2');
});

test('a role that is missing is asked for again by the next signal', async () => {
  const { credentials } = await guard((call, now) =>
    call === 1 ? accessDenied() : hourLong(call, now),
  );
  await expect(credentials('111122223333')).rejects.toMatchObject(refused);
  expect((await credentials('111122223333')).accessKeyId).toBe('ASIA2');
});

test('one account without the role does not touch the credentials of another', async () => {
  const { credentials } = await guard((call, now) =>
    call === 2 ? accessDenied() : hourLong(call, now),
  );
  await credentials('111122223333');
  await expect(credentials('444455556666')).rejects.toMatchObject(refused);
  expect((await credentials('111122223333')).accessKeyId).toBe('ASIA1');
});

test('an answer without credentials is an error, not a session', async () => {
  const empty: Answer = { status: 200, type: 'text/xml', body: '<AssumeRoleResponse/>' };
  const { credentials } = await guard(() => empty);
  await expect(credentials('111122223333')).rejects.toThrow(/without credentials/);
});

test('denied credentials are renewed once for all calls that were denied with them', async () => {
  const { credentials, renew, clock, calls } = await guard();
  await credentials('111122223333');
  const askedAt = clock.ms;
  clock.ms += 10_000;
  expect(renew('111122223333', askedAt)).toBe(true);
  expect((await credentials('111122223333')).accessKeyId).toBe('ASIA2');
  expect(renew('111122223333', askedAt)).toBe(true); // the second who was denied finds them renewed
  expect((await credentials('111122223333')).accessKeyId).toBe('ASIA2');
  expect(calls).toHaveLength(2);
});

test('credentials that were fetched a moment ago are not renewed', async () => {
  const { credentials, renew, clock } = await guard();
  await credentials('111122223333');
  expect(renew('111122223333', clock.ms)).toBe(false);
});

test('denied credentials that cannot be renewed are kept until they expire', async () => {
  const { credentials, renew, clock, calls } = await guard((call, now) =>
    call === 1 ? hourLong(call, now) : accessDenied(),
  );
  await credentials('111122223333');
  clock.ms += 10_000;
  for (let denied = 0; denied < 2; denied += 1) {
    expect(renew('111122223333', clock.ms)).toBe(true);
    const given = await Promise.all([1, 2].map(() => credentials('111122223333')));
    expect(given.map(({ accessKeyId }) => accessKeyId)).toEqual(['ASIA1', 'ASIA1']);
    clock.ms += 10_000;
  }
  expect(calls).toHaveLength(3);
  clock.ms = START + 56 * MINUTE; // refused early, twice
  for (let early = 0; early < 2; early += 1) {
    expect((await credentials('111122223333')).accessKeyId).toBe('ASIA1');
  }
  clock.ms = START + 60 * MINUTE;
  await expect(credentials('111122223333')).rejects.toMatchObject(refused);
  expect(renew('111122223333', clock.ms)).toBe(false);
});

test('without a session of the role there is nothing to renew', async () => {
  const { credentials, renew, clock } = await guard(accessDenied);
  await expect(credentials('111122223333')).rejects.toMatchObject(refused);
  expect(renew('111122223333', clock.ms)).toBe(false);
});
