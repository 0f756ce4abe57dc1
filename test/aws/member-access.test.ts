import { afterEach, expect, test } from '@jest/globals';
import { memberAccess, openSts } from '../../shared/aws/member-access';
import { observeTrail } from '../../shared/aws/observe-trail';
import { takeStep } from '../../shared/aws/take-step';
import { aTrail } from '../builders/a-trail';
import { at } from '../builders/at';
import { answerAction, json, refusal } from './cloudtrail-answers';
import { type Answer, connection, type Loopback, loopback } from './loopback';
import { accessDenied, assumedRole } from './sts-answers';

const open: Loopback[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

const trail = aTrail();
const startLogging = {
  call: 'cloudtrail:StartLogging',
  accountId: trail.accountId,
  region: trail.region,
  on: trail.id,
  input: { Name: trail.id },
} as const;

/** Access to a member account, and the key of every call its CloudTrail was sent. */
async function access(sts: (call: number) => Answer, answer: (key: string) => Answer) {
  const keys: string[] = [];
  let assumed = 0;
  const stsServer = await loopback(() => {
    assumed += 1;
    return sts(assumed);
  });
  const trailServer = await loopback((_, request) => {
    const key = /Credential=([^/]+)/.exec(String(request.headers.authorization))?.[1] ?? '';
    keys.push(key);
    const given = answer(key);
    const answers = { StartLogging: given, GetTrailStatus: given, DescribeTrails: given };
    return answerAction(answers, request);
  });
  open.push(stsServer, trailServer);
  const role = { roleName: 'trailwarden-guard', sessionName: 'trailwarden', partition: 'aws' };
  const { endpoint } = trailServer;
  return { ...memberAccess(openSts(connection(stsServer.endpoint)), role, { endpoint }), keys };
}

const inAnHour = (key: string): Answer => assumedRole(key, new Date(Date.now() + 3_600_000));

test('two calls into an account share one session', async () => {
  const { client, keys } = await access(
    (call) => inAnHour(`ASIA${call}`),
    () => json({}),
  );
  await takeStep(startLogging, client(trail.accountId, trail.region));
  await takeStep(startLogging, client(trail.accountId, trail.region));
  expect(keys).toEqual(['ASIA1', 'ASIA1']);
});

test('the obstacle of any call names the role that cannot be assumed', async () => {
  const { client } = await access(accessDenied, () => json({}));
  const why = { kind: 'denied', code: 'AccessDenied', call: 'sts:AssumeRole' };
  const observation = await observeTrail(
    trail,
    new Set(),
    client(trail.accountId, trail.region),
    () => new Date(at(0)),
  );
  expect(observation).toMatchObject({ kind: 'unreachable', why });
  expect(await takeStep(startLogging, client(trail.accountId, trail.region))).toEqual({
    obstacle: why,
  });
});

test('a call denied with a session that is seconds old fetches no other session', async () => {
  const { withAccess, keys } = await access(
    (call) => inAnHour(`ASIA${call}`),
    () => refusal('AccessDeniedException'),
  );
  const answer = await withAccess(
    trail,
    (client) => takeStep(startLogging, client),
    ({ obstacle }) => obstacle,
  );
  expect(answer).toMatchObject({ obstacle: { kind: 'denied' } });
  expect(new Set(keys)).toEqual(new Set(['ASIA1']));
});
