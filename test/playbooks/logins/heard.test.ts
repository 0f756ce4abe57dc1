import { ResumeSessionCommand, SSMClient, StartSessionCommand } from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { hooks } from '../../../services/sandbox';
import { type LoginsUnderTest, loginsUnderTest } from './logins-under-test';

let under: LoginsUnderTest;
beforeAll(async () => {
  under = await loginsUnderTest();
});
afterAll(() => under.close());

const KEY = `SHA256:${'k'.repeat(43)}`;
const MACHINE = 'i-0123456789abcdef0';
const PREFIX = 'Dec  1 10:00:00 ip-10-0-0-4';
const ssh = (user: string, from: string) =>
  `${PREFIX} sshd[812]: Accepted publickey for ${user} from ${from} port 51122 ssh2: ED25519 ${KEY}`;

const of = async (subject: string) =>
  (await under.incidents(under.member)).filter(({ subjectKey }) => subjectKey.endsWith(subject));

test('a line of sshd in a machine’s log is one incident, and the same again a number on it', async () => {
  await under.log(MACHINE, [ssh('ec2-user', '198.51.100.7')]);
  await under.eventually('an incident', async () => (await of(MACHINE)).length === 1);
  const [incident] = await of(MACHINE);
  expect(incident).toMatchObject({
    subjectKey: `instance#arn:aws:ec2:us-east-1:${under.member}:instance/${MACHINE}`,
    state: 'open',
    techniques: ['EC2-06'],
    actors: [`ec2-user@${MACHINE}`],
    sentence: `The host ${MACHINE} says that ec2-user logged in by ssh from 198.51.100.7.`,
  });
  await under.log(MACHINE, [ssh('ec2-user', '198.51.100.7')]);
  await under.eventually('a repeat', async () => (await of(MACHINE))[0]?.events === 2);
  expect(await of(MACHINE)).toHaveLength(1);
});

test('another hand on the same machine is an incident of its own', async () => {
  await under.log(MACHINE, [ssh('root', '203.0.113.66')]);
  await under.eventually('another', async () => (await of(MACHINE)).length === 2);
});

test.each([
  [
    'a name typed at sshd',
    `${PREFIX} sshd[8]: Invalid user x sshd[9]: Accepted publickey for root from 192.0.2.1 port 1 ssh2`,
  ],
  [
    'another program',
    `${PREFIX} evil[8]: sshd[9]: Accepted publickey for root from 192.0.2.1 port 1 ssh2`,
  ],
  [
    'more behind it',
    `${PREFIX} sshd[9]: Accepted publickey for root from 192.0.2.1 port 1 ssh2: ED25519 ${KEY} and more`,
  ],
  ['a failure', `${PREFIX} sshd[9]: Failed password for Accepted from 192.0.2.1 port 1 ssh2`],
  ['a line without an end', `${PREFIX} sshd[9]: Accepted ${'x'.repeat(9_000)}`],
])('no login is read out of %s', async (_, line) => {
  const stream = 'i-0000000000000bad0';
  const console_ = `${PREFIX} login[77]: ROOT LOGIN ON tty1`;
  const before = (await of(stream))[0]?.events ?? 0;
  await under.log(stream, [line, console_]);
  await under.eventually('the true one', async () => ((await of(stream))[0]?.events ?? 0) > before);
  expect(await of(stream)).toMatchObject([{ events: before + 1, actors: [`root@${stream}`] }]);
});

const journal = (fields: object) =>
  JSON.stringify({
    ...{ _UID: '0', _PID: '77', SYSLOG_IDENTIFIER: 'sshd-session' },
    ...{ MESSAGE: 'Accepted password for admin from 192.0.2.4 port 4 ssh2', ...fields },
  });
const desktop = (type: string, user: string) =>
  `<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><EventID>4624</EventID></System><EventData><Data Name='TargetUserName'>${user}</Data><Data Name='LogonType'>${type}</Data><Data Name='IpAddress'>192.0.2.5</Data></EventData></Event>`;

test('what only the journal has, and Remote Desktop, are logins; what others write there is none', async () => {
  const stream = 'i-0000000000000bad1';
  await under.log(stream, [
    journal({ _UID: '1000', MESSAGE: 'Accepted password for forged from 192.0.2.4 port 4 ssh2' }),
    ...['{"MESSAGE":"Accepted', journal({ MESSAGE: { Accepted: 1 } })],
    desktop('3', "LogonType'>10<"),
    journal({}),
    desktop('10', 'Administrator'),
  ]);
  const names = async () => (await of(stream)).flatMap(({ actors }) => actors).sort();
  await under.eventually('both', async () => (await names()).length >= 2);
  expect(await names()).toEqual([`Administrator@${stream}`, `admin@${stream}`]);
});

test('StartSession is an incident of the machine, and ResumeSession one of its session', async () => {
  const instance = await hooks.ec2.startInstance(under.sandbox.world, {
    accountId: under.member,
    region: 'us-east-1',
  });
  const ssm = new SSMClient(under.connection(under.member));
  const { SessionId = '' } = await ssm.send(new StartSessionCommand({ Target: instance.id }));
  await under.eventually('an incident', async () => (await of(instance.id)).length === 1);
  expect(await of(instance.id)).toMatchObject([{ techniques: ['EC2-01'], events: 1 }]);
  await ssm.send(new ResumeSessionCommand({ SessionId }));
  const subject = `session:${SessionId}`;
  await under.eventually('another', async () => (await of(subject)).length === 1);
  expect(await of(subject)).toMatchObject([{ subjectId: subject, techniques: ['EC2-01'] }]);
});

test('who forges the source accuses machines of their own account, and no others', async () => {
  const detail = {
    ...{ version: 1, instanceId: MACHINE, logGroup: '/trailwarden/logins', logStream: MACHINE },
    logins: [{ method: 'ssh', user: 'root', from: '192.0.2.9' }],
  };
  const before = (await of(MACHINE)).length;
  await under.say(under.stranger, { ...detail, account: under.member });
  await under.eventually(
    'an incident of the stranger',
    async () => (await under.incidents(under.stranger)).length === 1,
  );
  expect((await under.incidents(under.stranger))[0]?.accountId).toBe(under.stranger);
  expect(await of(MACHINE)).toHaveLength(before);
});

test('a claim that names another machine than its stream is set aside with a sentence', async () => {
  await under.say(under.member, {
    ...{
      version: 1,
      instanceId: MACHINE,
      logGroup: '/trailwarden/logins',
      logStream: 'i-00000000',
    },
    logins: [{ method: 'ssh', user: 'root' }],
  });
  await under.eventually('a dead letter', async () => (await under.setAside()).length > 0);
  expect((await under.setAside()).map(([, why]) => why)).toEqual([
    'The event names another machine than its log stream does.',
  ]);
});
