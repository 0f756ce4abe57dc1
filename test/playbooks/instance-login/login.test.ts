import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { describeLogin, loginKey, loginOn, machineKey } from '../../../shared/domain/login';
import { parseLogin } from '../../../shared/playbooks/instance-login/login';
import {
  ACCOUNT,
  ALICE,
  aCall,
  hear,
  hostSays,
  KEY,
  loginIn,
  MACHINE,
  OTHER,
  sshLogin,
} from './a-login';

const KEY_TEXT = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOtA';
const connect = { instanceId: MACHINE, instanceOSUser: 'ec2-user', sSHPublicKey: KEY_TEXT };

test.each([
  ['ssm:StartSession', { target: MACHINE }, 'EC2-01', `opened a session on ${MACHINE}`],
  [
    'ec2-instance-connect:SendSSHPublicKey',
    connect,
    'EC2-02',
    `handed ${MACHINE} a key to log in with as ec2-user`,
  ],
  [
    'ec2-instance-connect:SendSerialConsoleSSHPublicKey',
    connect,
    'EC2-03',
    `handed ${MACHINE} a key for its serial console`,
  ],
  [
    'ec2-instance-connect:OpenTunnel',
    { privateIpAddress: '10.0.1.1', remotePort: '22', instanceConnectEndpointId: 'eici-1' },
    'EC2-04',
    'opened a tunnel to the machine at 10.0.1.1, port 22',
  ],
  [
    'ec2:GetPasswordData',
    { instanceId: MACHINE },
    'EC2-05',
    `read the administrator's password of ${MACHINE}`,
  ],
  [
    'ssm:ResumeSession',
    { sessionId: 'alice-0123' },
    'EC2-01',
    'resumed a session on the machine of session alice-0123',
  ],
])('%s is a login', (call, requestParameters, row, sentence) => {
  const login = loginIn(aCall(call, { requestParameters }));
  expect(login).toMatchObject({ row, words: 'aws', accountId: ACCOUNT, region: 'us-east-1' });
  expect(login.mitre).toContain('T1078.004');
  expect(describeLogin(login)).toBe(`${ALICE} (203.0.113.9) ${sentence}.`);
});

test('a session has its id, its reason and who called, as AWS wrote them', () => {
  const login = loginIn(
    aCall('ssm:StartSession', {
      requestParameters: { target: MACHINE, reason: 'CHG-42', documentName: 'AWS-StartSSHSession' },
      responseElements: { sessionId: 'alice-0a1b', tokenValue: 'hidden' },
    }),
  );
  expect(login).toMatchObject({
    sessionId: 'alice-0a1b',
    reason: 'CHG-42',
    document: 'AWS-StartSSHSession',
  });
  expect(login.call).toMatchObject({
    roleArn: 'arn:aws:iam::111122223333:role/Operator',
    sourceIp: '203.0.113.9',
    mfa: true,
    isMachine: false,
  });
  expect(loginKey(login)).toBe(`instance#arn:aws:ec2:us-east-1:${ACCOUNT}:instance/${MACHINE}`);
});

test('a login whose machine has to be asked for has no key until then', () => {
  const login = loginIn(
    aCall('ssm:ResumeSession', { requestParameters: { sessionId: 'alice-1' } }),
  );
  expect(loginKey(login)).toBeUndefined();
  expect(loginKey(loginOn(login, OTHER))).toBe(machineKey(login, OTHER));
});

test('a refused call is an attempt and no login', () => {
  const heard = hear(
    aCall('ec2:GetPasswordData', {
      requestParameters: { instanceId: MACHINE },
      errorCode: 'Client.UnauthorizedOperation',
    }),
  );
  expect(heard).toMatchObject({ kind: 'attempt', errorCode: 'Client.UnauthorizedOperation' });
});

test.each([
  [
    'a node that is no machine of EC2',
    aCall('ssm:StartSession', { requestParameters: { target: 'mi-0123456789abcdef0' } }),
    'The record names no machine of EC2.',
  ],
  [
    'a record without parameters',
    aCall('ssm:StartSession', { requestParameters: null }),
    'The record names no machine of EC2.',
  ],
  ['another call', aCall('ssm:SendCommand'), 'The record is of a call that is no login.'],
  [
    'a call of another service with the same name',
    aCall('athena:StartSession'),
    'The record is of a call that is no login.',
  ],
  [
    'the record of another account',
    aCall('ssm:StartSession', { recipientAccountId: '999988887777' }),
    'The record was written for another account than the one it came from.',
  ],
  [
    'a source that is not ours',
    aCall('ssm:StartSession', {}, { source: 'evil.login' }),
    'The message is no login: source is not a source of AWS.',
  ],
  [
    "our source with CloudTrail's type",
    hostSays([sshLogin], {}, { 'detail-type': 'AWS API Call via CloudTrail' }),
    'The message is no login: its source and its type do not belong together.',
  ],
  [
    'another version',
    hostSays([sshLogin], { version: 2 }),
    "The host's event is none: version is not 1.",
  ],
  ['no logins', hostSays([]), "The host's event is none: logins is empty."],
  [
    'the id of another machine',
    hostSays([sshLogin], { instanceId: OTHER }),
    'The event names another machine than its log stream does.',
  ],
  [
    'another log group',
    hostSays([sshLogin], { logGroup: '/app' }),
    'The event comes from another log group than that of logins.',
  ],
  [
    'logins that are none',
    hostSays([7, { method: 'telnet' }]),
    'None of what the host says is a login.',
  ],
])('%s is refused, with a sentence that quotes nothing', (_, message, why) => {
  expect(hear(message)).toEqual({ kind: 'refused', why });
});

test('an event that a session put into the queue is refused', () => {
  expect(hear(aCall(), 'AROAEXAMPLE:mallory')).toMatchObject({ kind: 'refused' });
});

test('several logins of a host are several claims, at the time of the event', () => {
  const heard = hear(hostSays([sshLogin, { method: 'console', user: 'root', tty: 'ttyS0' }, 'x']));
  expect(heard).toMatchObject({ kind: 'logins', left: 1 });
  const [ssh, console] = heard.kind === 'logins' ? heard.logins : [];
  expect(ssh).toMatchObject({
    row: 'EC2-06',
    words: 'host',
    at: '2026-11-21T20:00:00.000Z',
    saidAt: '2026-11-21T19:59:58.000Z',
    keyFingerprint: KEY,
    mitre: ['T1021.004'],
  });
  expect(console).toMatchObject({ tty: 'ttyS0', osUser: 'root' });
  expect(ssh?.id).not.toBe(console?.id);
  expect(ssh && describeLogin(ssh)).toBe(
    `The host ${MACHINE} says that ec2-user logged in by ssh from 203.0.113.9.`,
  );
});

test('what a host writes cannot end a line, steer a terminal or grow', () => {
  const login = loginIn(
    hostSays([
      {
        method: 'ssh',
        user: 'a\n\u001b[2Jb',
        line: 'x'.repeat(90_000),
        from: '\u202e1',
        keyFingerprint: 'MD5:aa',
      },
    ]),
  );
  expect(login.osUser).toBe('a\\u{a}\\u{1b}[2Jb');
  expect(login.from).toBe('\\u{202e}1');
  expect(login.line?.length).toBe(1_025);
  expect(login.keyFingerprint).toBeUndefined();
  const many = hear(hostSays(Array(500).fill(sshLogin)));
  expect(many).toMatchObject({ left: 450 });
});

test('the role is who issued the session, not what the caller called itself', () => {
  const forged = 'arn:aws:iam::111122223333:role/BreakGlass';
  const login = loginIn(
    aCall('ssm:StartSession', {
      userIdentity: {
        type: 'AssumedRole',
        arn: ALICE,
        sessionContext: {
          sourceIdentity: forged,
          sessionIssuer: { arn: 'arn:aws:iam::111122223333:role/Operator' },
        },
      },
    }),
  );
  expect(login.call?.actor.chain).toContain(forged);
  expect(login.call?.roleArn).toBe('arn:aws:iam::111122223333:role/Operator');
});

test('no message makes it throw', () => {
  const value = fc.jsonValue({ maxDepth: 4 });
  const detail = fc.dictionary(
    fc.constantFrom(
      'version',
      'logins',
      'instanceId',
      'eventName',
      'userIdentity',
      'requestParameters',
      'eventTime',
      '__proto__',
    ),
    value,
  );
  fc.assert(
    fc.property(value, detail, fc.boolean(), fc.string(), (any, parts, isHost, text) => {
      parseLogin(text);
      parseLogin(JSON.stringify(any) ?? '');
      const envelope = isHost ? hostSays([any], parts) : aCall('ssm:StartSession', parts);
      const heard = hear(envelope);
      for (const login of heard.kind === 'logins' ? heard.logins : []) {
        expect(describeLogin(login)).not.toMatch(/\p{Cc}/u);
      }
    }),
    { numRuns: 300 },
  );
});
