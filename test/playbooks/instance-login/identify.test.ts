import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { read } from '../../../shared/domain/login';
import { publicKeysIn, type Sha256 } from '../../../shared/playbooks/instance-login/fingerprint';
import { identify } from '../../../shared/playbooks/instance-login/identify';
import { ALICE, aCall, hostSays, loginIn, MACHINE, OTHER, sshLogin } from './a-login';

const sha256: Sha256 = (data) => createHash('sha256').update(data).digest('hex');

const ED = `ssh-ed25519 ${Buffer.from('\0\0\0\x0bssh-ed25519 a public key of alice').toString('base64')} alice@laptop`;
const [key] = publicKeysIn(ED, sha256);
const FINGERPRINT = key?.fingerprint ?? '';
const login = loginIn(hostSays([{ ...sshLogin, keyFingerprint: FINGERPRINT }]));

const recordOf = (call: string, request: object, more: object = {}): unknown =>
  aCall(call, {
    requestParameters: request,
    eventID: call,
    eventTime: '2026-11-21T19:59:20Z',
    ...more,
  }).detail;

const connected = (different = {}, more = {}) =>
  recordOf(
    'ec2-instance-connect:SendSSHPublicKey',
    { instanceId: MACHINE, instanceOSUser: 'ec2-user', sSHPublicKey: ED, ...different },
    more,
  );
const launch = recordOf(
  'ec2:RunInstances',
  { keyName: 'ops' },
  { responseElements: { instancesSet: { items: [{ instanceId: MACHINE }] } } },
);
const imported = recordOf('ec2:ImportKeyPair', {
  keyName: 'ops',
  publicKeyMaterial: Buffer.from(ED).toString('base64'),
});
const none = { records: [], keyPairs: [], tags: {}, heard: [], sha256 };

test('the fingerprint of a key is what ssh-keygen -lf says of it', () => {
  const known = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl';
  expect(publicKeysIn(known, sha256)).toEqual([
    { type: 'ssh-ed25519', fingerprint: 'SHA256:+DiY3wvvV6TuJJhbpZisF/zLDA0zPMSvHdkr4UvCOqU' },
  ]);
});

test('a key that was handed over a moment before is its caller’s', () => {
  const { keyOrigin, call } = identify(login, { ...none, records: [imported, connected()] });
  expect(keyOrigin).toMatchObject({ kind: 'sent', by: { principal: ALICE } });
  expect(call).toMatchObject({ row: 'EC2-02', call: { mfa: true } });
});

test.each([
  ['to another machine', connected({ instanceId: OTHER })],
  ['with another key', connected({ sSHPublicKey: ED.replace('ssh-ed25519 A', 'ssh-ed25519 B') })],
  ['long before', connected({}, { eventTime: '2026-11-21T19:40:00Z' })],
  ['in vain', connected({}, { errorCode: 'AccessDenied' })],
  ['as nothing', 'ssh'],
])('a key handed over %s is not that of the login', (_, record) => {
  const { keyOrigin, call } = identify(login, { ...none, records: [record] });
  expect([keyOrigin, call]).toEqual([undefined, undefined]);
});

test.each([
  ['its launch', [launch, imported], [], 'launched i-0123456789abcdef0 with the key pair ops'],
  ['its import', [imported], [], 'made the key pair ops'],
  [
    'its creation',
    [
      recordOf(
        'ec2:CreateKeyPair',
        { keyName: 'ops' },
        { responseElements: { keyFingerprint: `${FINGERPRINT.slice(7)}=` } },
      ),
    ],
    [],
    'made the key pair ops',
  ],
  ['EC2 alone', [], [{ name: 'ops', publicKey: ED }], 'by whom is older than the records'],
  [
    'EC2 alone, by the fingerprint',
    [],
    [{ name: 'ops', fingerprint: `${FINGERPRINT.slice(7)}=` }],
    'older',
  ],
])('the key pair of a machine is known by %s', (_, records, keyPairs, sentence) => {
  const { keyOrigin } = identify(login, { ...none, launchedWith: 'ops', records, keyPairs });
  expect(keyOrigin).toMatchObject({
    kind: 'key-pair',
    keyName: 'ops',
    sentence: expect.stringContaining(sentence),
  });
});

test('a key pair with which another machine was launched explains nothing', () => {
  expect(
    identify(login, { ...none, launchedWith: 'other', records: [imported, launch] }).keyOrigin,
  ).toBeUndefined();
  expect(identify(login, { ...none, records: [imported] }).keyOrigin).toBeUndefined();
});

test('a key in the user data is told with who wrote them', () => {
  const userData = `#cloud-config\nssh_authorized_keys:\n  - ${ED}\n`;
  const written = recordOf('ec2:ModifyInstanceAttribute', {
    instanceId: MACHINE,
    userData: '<sensitiveDataRemoved>',
  });
  expect(identify(login, { ...none, userData, records: [written] }).keyOrigin).toMatchObject({
    kind: 'user-data',
    eventId: 'ec2:ModifyInstanceAttribute',
  });
  expect(identify(login, { ...none, userData }).keyOrigin?.sentence).toContain(
    'older than the records',
  );
});

test('a key that no call explains has no origin', () => {
  expect(
    identify(login, { ...none, records: [launch], launchedWith: 'ops' }).keyOrigin,
  ).toBeUndefined();
});

test('the owners and the other logins of the day are named, bounded', () => {
  const set = (value: string) => ({ value, setBy: read(undefined) });
  const tags = { Owner: set('team-a\n'), 'acme:email': set('a@example.com'), Name: set('web') };
  const session = (eventID: string, eventTime: string, target = MACHINE) =>
    recordOf('ssm:StartSession', { target }, { eventID, eventTime });
  const records = [
    session('late', '2026-11-21T21:00:00Z'),
    session('early', '2026-11-21T08:00:00Z'),
    session('old', '2026-11-20T08:00:00Z'),
    session('elsewhere', '2026-11-21T08:00:00Z', OTHER),
  ];
  const { owners, others } = identify(login, { ...none, tags, records, heard: [login] });
  expect(owners).toEqual([
    { tag: 'Owner', value: 'team-a\\u{a}' },
    { tag: 'acme:email', value: 'a@example.com' },
  ]);
  expect(others.map(({ id }) => id)).toEqual(['early', 'late']);
  const many = Array.from({ length: 150 }, (_, at) => session(`s${at}`, '2026-11-21T08:00:00Z'));
  expect(identify(login, { ...none, records: many })).toMatchObject({ othersLeft: 50 });
});

test('no record makes it throw', () => {
  const request = fc.dictionary(
    fc.constantFrom('instanceId', 'sSHPublicKey', 'keyName', 'publicKeyMaterial', 'userData'),
    fc.jsonValue(),
  );
  const name = fc.constantFrom(
    'SendSSHPublicKey',
    'ImportKeyPair',
    'RunInstances',
    'ModifyInstanceAttribute',
  );
  fc.assert(
    fc.property(
      name,
      request,
      fc.jsonValue(),
      fc.string(),
      (eventName, requestParameters, any, userData) => {
        const record = {
          eventSource: 'ec2.amazonaws.com',
          eventName,
          requestParameters,
          responseElements: any,
          eventTime: any,
        };
        identify(login, { ...none, records: [any, record], launchedWith: 'ops', userData });
      },
    ),
  );
});
