import { expect, test } from '@jest/globals';
import { type HeardLine, hear } from '../../../services/playbooks/instance-login/hear';
import { recordHeard, recordLook } from '../../../services/playbooks/instance-login/record-heard';
import { acknowledge } from '../../../shared/aws/incidents/acknowledge';
import { getIncident } from '../../../shared/aws/incidents/find-incidents';
import { bookRules } from '../../../shared/aws/incidents/hold-incident';
import { type LoginRecord, loginsKey } from '../../../shared/aws/playbooks/record-login';
import { incidentKey, queryAll, readItem, update } from '../../../shared/aws/table/table';
import { incidentsIn } from '../../aws/incidents/incidents-in';
import { tablePerTest } from '../../aws/open-test-table';
import { anEnvelope } from '../../builders/an-envelope';
import { anSqsRecord } from '../../builders/an-sqs-record';
import {
  ACCOUNT,
  ALICE,
  aCall,
  hostSays,
  MACHINE,
  OTHER,
  sshLogin,
} from '../instance-login/a-login';

const table = tablePerTest();
const SUBJECT = `instance#arn:aws:ec2:us-east-1:${ACCOUNT}:instance/${MACHINE}`;
const NOON = '2026-11-21T20:00:05.000Z';

/** One batch of these bodies, at this time; what was set aside and said. */
async function happens(bodies: readonly unknown[], at = NOON, senderId?: string) {
  const aside: string[] = [];
  const said: HeardLine[] = [];
  const records = bodies.map((body, index) =>
    anSqsRecord({ body, messageId: `m-${index}`, ...(senderId && { senderId }) }),
  );
  const answer = await hear(records, {
    record: (login) => recordHeard({ table, ...bookRules }, login, at),
    look: (look) => recordLook({ table, ...bookRules }, look, at),
    setAside: async (_, why) => void aside.push(why),
    say: (line) => void said.push(line),
  });
  return { aside, said, failed: answer.batchItemFailures };
}

const incidents = () => incidentsIn(table);
const ssh = (user: string, from = '203.0.113.9', id = `${user} ${from}`) =>
  hostSays([{ method: 'ssh', user, from }], {}, { id });

test('a call is one incident, whose login the playbook reads whole', async () => {
  await happens([aCall()]);
  const [incident] = await incidents();
  expect(incident).toMatchObject({
    ...{
      subjectKey: SUBJECT,
      state: 'open',
      severity: 'medium',
      techniques: ['EC2-01'],
      events: 1,
    },
    evidence: { eventSource: 'ssm.amazonaws.com', eventName: 'StartSession' },
  });
  const row = await readItem<LoginRecord>(table, incidentKey(incident?.id ?? ''));
  expect(row?.login).toMatchObject({
    row: 'EC2-01',
    words: 'aws',
    call: { actor: { principal: ALICE } },
  });
});

test('an event that is delivered again counts once', async () => {
  await happens([aCall(), aCall()]);
  await happens([aCall()]);
  expect(await incidents()).toMatchObject([{ events: 1, redeliveries: 2 }]);
});

test('the same hand again is a number, another hand and another machine are incidents of their own', async () => {
  await happens([ssh('ann', '203.0.113.9', 'one')]);
  await happens([ssh('ann', '203.0.113.9', 'two')]);
  expect(await incidents()).toMatchObject([{ events: 2 }]);
  await happens([ssh('mallory'), ssh('ann', '192.0.2.1')]);
  await happens([aCall('ssm:StartSession', { requestParameters: { target: OTHER } })]);
  expect(await incidents()).toHaveLength(4);
});

test('a key that AWS handed over and the login with it are one, whichever is heard first', async () => {
  const blob = Buffer.from('a public key of someone').toString('base64');
  const { createHash } = await import('node:crypto');
  const digest = createHash('sha256').update(Buffer.from(blob, 'base64')).digest('base64');
  const keyFingerprint = `SHA256:${digest.replace(/=+$/, '')}`;
  const requestParameters = {
    ...{ instanceId: MACHINE, instanceOSUser: 'ec2-user' },
    sSHPublicKey: `ssh-ed25519 ${blob}`,
  };
  await happens([hostSays([{ ...sshLogin, keyFingerprint }])]);
  await happens([aCall('ec2-instance-connect:SendSSHPublicKey', { requestParameters })]);
  expect(await incidents()).toMatchObject([{ events: 2, techniques: ['EC2-02', 'EC2-06'] }]);
});

test('after its answer the same hand opens another incident', async () => {
  await happens([ssh('ann', '203.0.113.9', 'one')]);
  const [first] = await incidents();
  const by = 'arn:aws:iam::111122223333:user/bob';
  await acknowledge(table, first?.id ?? '', { as: 'planned', by, at: '2026-11-21T20:10:00.000Z' });
  const later = hostSays(
    [{ method: 'ssh', user: 'ann', from: '203.0.113.9' }],
    {},
    { id: 'two', time: '2026-11-21T20:20:00Z' },
  );
  await happens([later], '2026-11-21T20:20:05.000Z');
  expect(await incidents()).toHaveLength(2);
  expect(await getIncident(table, first?.id ?? '')).toMatchObject({ events: 1 });
});

test('a host that invents hands fills one incident with them, and leaves room for what AWS says', async () => {
  for (let one = 0; one < 14; one += 1) await happens([ssh(`user-${one}`)]);
  const all = await incidents();
  expect(all).toHaveLength(11);
  const full = all.filter(({ state }) => state === 'escalated');
  expect(full).toMatchObject([{ events: 4, severity: 'high' }]);
  await happens([aCall()]);
  expect(
    (await incidents()).filter(({ techniques }) => techniques.includes('EC2-01')),
  ).toMatchObject([{ state: 'open', events: 1 }]);
});

test('a hand’s slot expires a month after its last login, and what counts hands soon after the hour', async () => {
  await happens([ssh('ann', '203.0.113.9', 'one')]);
  const later = '2026-11-22T20:00:05.000Z';
  await happens([ssh('ann', '203.0.113.9', 'two')], later);
  const values = { pk: loginsKey(ACCOUNT) };
  const rows = await queryAll(table, { key: { expression: '#pk = :pk', values } });
  const daysOf = (of: (sk: string) => boolean) =>
    rows
      .filter(({ sk }) => of(String(sk)))
      .map(({ expiresAt }) => (Number(expiresAt) - Date.parse(later) / 1_000) / 86_400);
  expect(daysOf((sk) => sk.startsWith(SUBJECT))).toEqual([30]);
  for (const days of daysOf((sk) => !sk.startsWith(SUBJECT))) expect(days).toBeLessThan(0.1);
});

test('who invents machines fills one incident with them, and what AWS says has its own', async () => {
  // As if ninety-nine had come before.
  const key = { pk: loginsKey(ACCOUNT), sk: `CLAIMS#${NOON.slice(0, 13)}` };
  await update(table, { key, add: { claims: 99 } });
  const login = { method: 'ssh', user: 'root', from: '203.0.113.9' };
  for (const instanceId of ['i-00000001', 'i-00000002', 'i-00000003'])
    await happens([hostSays([login], { instanceId, logStream: instanceId }, { id: instanceId })]);
  const escalation = expect.stringContaining('in this account');
  const all = await incidents();
  expect(all).toHaveLength(2);
  expect(all.filter(({ state }) => state === 'escalated')).toMatchObject([
    { events: 2, escalation },
  ]);
  await happens([aCall()]);
  expect(await incidents()).toHaveLength(3);
});

test('what AWS refused opens no incident, and what cannot be read is set aside with one sentence', async () => {
  const refused = aCall('ssm:StartSession', { errorCode: 'AccessDenied' });
  const others = [aCall('ssm:SendCommand'), 'no JSON', hostSays([], {})];
  const { aside, said, failed } = await happens([refused, ...others]);
  expect(aside).toHaveLength(3);
  expect(aside.every((why) => /^[A-Z].*\.$/.test(why))).toBe(true);
  expect(said).toContainEqual(expect.objectContaining({ kind: 'attempt', code: 'AccessDenied' }));
  expect([failed, await incidents()]).toEqual([[], []]);
});

const silent = [{ instanceId: MACHINE, since: '2026-11-21T12:00:00.000Z' }];
const aLook = (time: string, different: object = {}) =>
  anEnvelope({
    ...{ source: 'trailwarden.login', 'detail-type': 'Hosts Look', id: `look ${time}`, time },
    detail: { version: 1, silent: [], more: 0, undelivered: 0, ...different },
  });

test('machines that fell silent are one incident of the place, which ends when all is well', async () => {
  await happens([aLook('2026-11-21T15:00:00Z')]);
  expect(await incidents()).toEqual([]);
  await happens([aLook('2026-11-21T16:00:00Z', { silent })]);
  await happens([aLook('2026-11-21T17:00:00Z', { silent, undelivered: 3 })]);
  const [told, ...others] = await incidents();
  expect(others).toEqual([]);
  expect(told).toMatchObject({
    ...{ subjectKey: `hosts#${ACCOUNT}/us-east-1`, state: 'escalated', severity: 'high', looks: 2 },
    sentence: `1 running machine in account ${ACCOUNT} in us-east-1 told of logins once and fell silent: ${MACHINE} (since 2026-11-21T12:00:00.000Z). 3 messages about logins in account ${ACCOUNT} in us-east-1 could not be sent.`,
  });
  // One that comes late, and one that claims a time of the future, do not keep later ones from counting.
  await happens([aLook('2026-11-21T16:30:00Z')], '2026-11-21T17:00:01.000Z');
  await happens([aLook('2030-01-01T00:00:00Z', { silent })], '2026-11-21T17:30:00.000Z');
  expect(await incidents()).toMatchObject([{ state: 'escalated', looks: 3 }]);
  await happens([aLook('2026-11-21T18:00:00Z')]);
  expect(await incidents()).toMatchObject([{ state: 'restored', outcome: 'unchanged' }]);
  await happens([aLook('2026-11-21T18:30:00Z', { silent })]);
  expect(await incidents()).toMatchObject([{ state: 'escalated', id: told?.id }]);
});

test('a look that is none is set aside with one sentence', async () => {
  const { aside } = await happens([aLook('2026-11-21T15:00:00Z', { silent: [{}] })]);
  expect(aside).toEqual(['The look is none: silent.0.instanceId is missing or of the wrong kind.']);
});

test('a message that EventBridge did not send is no login', async () => {
  const { aside } = await happens([aCall()], NOON, 'AROAEXAMPLE:mallory');
  expect(aside).toEqual(['The message is no event that EventBridge sent.']);
});

test('only what the table did not take comes again', async () => {
  const answer = await hear(
    [anSqsRecord({ body: aCall(), messageId: 'a' }), anSqsRecord({ body: 'x', messageId: 'b' })],
    {
      record: () => Promise.reject(new Error('throttled')),
      look: async () => undefined,
      setAside: async () => undefined,
      say: () => undefined,
    },
  );
  expect(answer.batchItemFailures).toEqual([{ itemIdentifier: 'a' }]);
});
