import { expect, test } from '@jest/globals';
import { stepCalls } from '../../shared/domain/step';
import { undoCalls } from '../../shared/domain/undo';
import { whoseCall } from '../../shared/signal/whose-call';
import { anEvent } from '../builders/a-signal';

const OURS = 'ASIAOURSOURSOURSOURS';
const sessionName = 'trailwarden-responder';
const whose = whoseCall({
  partition: 'aws',
  roles: [
    { roleName: 'trailwarden-guard', sessionName, calls: stepCalls },
    { roleName: 'trailwarden-undo', sessionName, calls: undoCalls },
  ],
  isOurKey: (_, key) => key === OURS || Promise.resolve(key === 'ASIAOFANOTHERINSTANCE'),
});

const session = (name = sessionName, role = 'trailwarden-guard', account = '111122223333') =>
  `arn:aws:sts::${account}:assumed-role/${role}/${name}`;

const by = (
  principal: string,
  eventName: string,
  { key = OURS, eventSource = 'cloudtrail.amazonaws.com', ...rest } = {} as {
    key?: string | undefined;
    eventSource?: string;
    invokedBy?: string;
  },
) =>
  whose(
    anEvent({
      evidence: {
        ...{ eventSource, eventName, ...rest },
        actor: { type: 'AssumedRole', principal, chain: [principal], accessKeyId: key },
      },
    }),
  );

test('a call that the guard may make with a key that STS gave this instance is ours at once', () => {
  expect(by(session(), 'UpdateTrail')).toBe('ours');
});

test('a key that another instance was given is ours once the table has said so', async () => {
  const asked = by(session(), 'UpdateTrail', { key: 'ASIAOFANOTHERINSTANCE' });
  expect(asked).toBeInstanceOf(Promise);
  expect(await asked).toBe('ours');
});

test('the name of our role is recognized in upper and in lower case', async () => {
  const other = session(sessionName, 'TrailWarden-Guard');
  expect(by(other, 'UpdateTrail')).toBe('ours');
  expect(await by(other, 'UpdateTrail', { key: 'ASIAMALLORY' })).toBe('impostor');
  expect(by(other, 'StopLogging')).toBe('impostor');
});

test('a session of our name with a key that is not ours is an impostor', async () => {
  expect(await by(session(), 'UpdateTrail', { key: 'ASIAMALLORY' })).toBe('impostor');
});

test.each(['StopLogging', 'DeleteTrail', 'RemoveTags'])(
  '%s is never ours for any session and key, and the table is not asked',
  (eventName) => {
    expect(by(session(), eventName)).toBe('impostor');
  },
);

test('a stop is one of undo’s calls, and then only with our key', async () => {
  const undo = session(sessionName, 'trailwarden-undo');
  expect(by(undo, 'StopLogging')).toBe('ours');
  expect(await by(undo, 'StopLogging', { key: 'ASIAMALLORY' })).toBe('impostor');
  expect(by(undo, 'UpdateTrail')).toBe('impostor');
});

test.each([
  ['another session of our role', 'impostor', session('mallory')],
  [
    'the guard of another account',
    'stranger',
    session(sessionName, 'trailwarden-guard', '444455556666'),
  ],
  ['a role whose name begins like ours', 'stranger', session(sessionName, 'trailwarden-guard-2')],
  ['a session that is called like our role', 'stranger', session('trailwarden-guard', 'x')],
  ['an unknown principal', 'stranger', 'unknown'],
])('a call by %s is classified as %s', (_, is, principal) => {
  expect(by(principal, 'UpdateTrail')).toBe(is);
});

test('a call that a service makes for our role is not ours', () => {
  const invokedBy = 'cloudformation.amazonaws.com';
  expect(by(session(), 'UpdateTrail', { invokedBy })).toBe('impostor');
});

test('a call without a key is ours by its name alone', () => {
  expect(by(session(), 'UpdateTrail', { key: undefined })).toBe('ours');
});

test('our calls that S3 records under another name are ours', () => {
  const eventSource = 's3.amazonaws.com';
  for (const name of ['PutBucketLifecycle', 'PutAccountPublicAccessBlock', 'PutBucketNotification'])
    expect(by(session(), name, { eventSource })).toBe('ours');
});

test('when the table does not answer, the origin of a call is unknown', async () => {
  const deaf = whoseCall({
    partition: 'aws',
    roles: [{ roleName: 'trailwarden-guard', sessionName, calls: stepCalls }],
    isOurKey: () => Promise.reject(new Error('no table')),
  });
  const principal = session();
  const actor = { type: 'AssumedRole', principal, chain: [principal], accessKeyId: 'ASIAX' };
  const event = anEvent({
    evidence: { eventSource: 'cloudtrail.amazonaws.com', eventName: 'UpdateTrail', actor },
  });
  expect(await deaf(event)).toBe('unknown');
});
