import { expect, test } from '@jest/globals';
import type { Signal } from '../../shared/domain/signal';
import { parseSignal } from '../../shared/signal/parse-signal';
import { aTrail } from '../builders/a-trail';
import { anEnvelope, aRecord } from '../builders/an-envelope';
import { at } from '../builders/at';

const parse = (message: unknown) =>
  parseSignal(typeof message === 'string' ? message : JSON.stringify(message), at(1));

/** The signal of a message that must be one. */
function signalOf(message: unknown): Signal {
  const parsed = parse(message);
  if (parsed.kind === 'refused') throw new Error(`refused: ${parsed.why}`);
  return parsed.signal;
}

const withRecord = (different: Readonly<Record<string, unknown>>) =>
  anEnvelope({ detail: aRecord(different) });

const subjectOf = (message: unknown) => {
  const parsed = parse(message);
  return parsed.kind === 'signal' ? parsed.subjects[0] : undefined;
};

test('an EventBridge event becomes a signal with everything an analyst wants to know', () => {
  expect(signalOf(anEnvelope())).toEqual({
    kind: 'event',
    id: '6a1d1b8e-51a4-4e0f-8a5b-0d1f6c0f9a11',
    accountId: '111122223333',
    region: 'us-east-1',
    eventTime: at(0),
    receivedAt: at(1),
    evidence: {
      eventId: '6a1d1b8e-51a4-4e0f-8a5b-0d1f6c0f9a11',
      eventSource: 'cloudtrail.amazonaws.com',
      eventName: 'StopLogging',
      actor: {
        type: 'AssumedRole',
        principal: 'arn:aws:sts::111122223333:assumed-role/Deploy/mallory',
        accountId: '111122223333',
        accessKeyId: 'ASIAEXAMPLEEXAMPLE12',
        chain: [
          'arn:aws:iam::111122223333:role/Deploy',
          'arn:aws:sts::111122223333:assumed-role/Deploy/mallory',
        ],
      },
      sourceIp: '203.0.113.9',
      userAgent: 'aws-cli/2.31.0',
    },
  });
});

test.each([
  ['a bare name', { name: 'main' }],
  ['an ARN', { name: aTrail().id }],
  ["PutEventSelectors' own spelling", { trailName: 'main' }],
])('%s in the record names the trail', (_, requestParameters) => {
  expect(subjectOf(withRecord({ requestParameters }))).toEqual(aTrail());
});

test('an ARN of another Region names the trail where it lives, not where it was seen', () => {
  const trail = aTrail({ region: 'eu-west-1' });
  expect(subjectOf(withRecord({ requestParameters: { name: trail.id } }))).toEqual(trail);
});

test.each([
  ['null, as in denied calls', null],
  ['an empty object', {}],
  ['an empty name', { name: '' }],
  ['a number', { name: 7 }],
  ['an array', { name: ['main'] }],
  ['an object', { name: { arn: 'main' } }],
  ['a name AWS would not accept', { name: '../main' }],
  ['the ARN of something else', { name: 'arn:aws:s3:::trail-logs' }],
  ['200 KB of name', { name: 'x'.repeat(200_000) }],
  ['text instead of an object', 'main'],
  ['a list instead of an object', ['main']],
])('request parameters that are %s are a reason to look at everything', (_, given) => {
  const signal = signalOf(withRecord({ requestParameters: given }));
  expect(signal).toMatchObject({ kind: 'event', accountId: '111122223333', region: 'us-east-1' });
  expect(signal).not.toHaveProperty('subject');
});

test('a record with nothing but an id, a source and a name is a signal', () => {
  const { eventID, eventSource, eventName } = aRecord();
  expect(signalOf(anEnvelope({ detail: { eventID, eventSource, eventName } }))).toMatchObject({
    eventTime: at(0), // of the envelope
    evidence: { actor: { type: 'Unknown', principal: 'unknown', chain: ['unknown'] } },
  });
});

test.each([
  ['null', null],
  ['text', 'mallory'],
  ['a number', 7],
  ['an array', []],
  ['full of numbers', { type: 1, arn: 2, sessionContext: 3 }],
])('a user identity that is %s does not prevent the signal', (_, userIdentity) => {
  expect(signalOf(withRecord({ userIdentity }))).toMatchObject({
    evidence: { actor: { type: 'Unknown', principal: 'unknown' } },
  });
});

test('the chain of an actor begins with the source identity', () => {
  const userIdentity = {
    type: 'AssumedRole',
    arn: 'arn:aws:sts::111122223333:assumed-role/Deploy/s1',
    sessionContext: {
      sourceIdentity: 'mallory@example.com',
      sessionIssuer: { arn: 'arn:aws:iam::111122223333:role/Deploy' },
    },
  };
  expect(signalOf(withRecord({ userIdentity }))).toMatchObject({
    evidence: {
      actor: {
        chain: [
          'mallory@example.com',
          'arn:aws:iam::111122223333:role/Deploy',
          'arn:aws:sts::111122223333:assumed-role/Deploy/s1',
        ],
      },
    },
  });
});

test('a call by a service names the service when the record names no principal', () => {
  const userIdentity = { type: 'AWSService', invokedBy: 'organizations.amazonaws.com' };
  expect(signalOf(withRecord({ userIdentity }))).toMatchObject({
    evidence: {
      invokedBy: 'organizations.amazonaws.com',
      actor: { type: 'AWSService', principal: 'organizations.amazonaws.com' },
    },
  });
});

test('a failed call keeps its error code', () => {
  expect(signalOf(withRecord({ errorCode: 'AccessDenied' }))).toMatchObject({
    evidence: { errorCode: 'AccessDenied' },
  });
});

test('an invalid time falls back to the time of the envelope', () => {
  expect(signalOf(withRecord({ eventTime: 'yesterday' }))).toMatchObject({ eventTime: at(0) });
});

test('an event is dated by its record, not by the envelope that brought it', () => {
  const detail = aRecord({ eventTime: at(0).replace('.000Z', 'Z') });
  expect(signalOf(anEnvelope({ time: at(90).replace('.000Z', 'Z'), detail }))).toMatchObject({
    eventTime: at(0),
  });
});

test('a record written for another account than it came from is refused', () => {
  expect(parse(withRecord({ recipientAccountId: '999999999999' }))).toEqual({
    kind: 'refused',
    why: 'The record was written for account 999999999999 but came from 111122223333.',
  });
});

test('the account of a signal is the envelope’s, not the actor’s account in the record', () => {
  const userIdentity = { type: 'AWSAccount', accountId: '999999999999' };
  expect(signalOf(withRecord({ userIdentity }))).toMatchObject({ accountId: '111122223333' });
});

const check = {
  trailwarden: 'check',
  id: 'sweep-1',
  accountId: '111122223333',
  region: 'us-east-1',
  by: 'sweep',
};

test('a check may ask for a heartbeat', () => {
  expect(signalOf({ ...check, heartbeat: true })).toMatchObject({ kind: 'check', heartbeat: true });
});

test('a check may be of several Regions of an account', () => {
  expect(signalOf({ ...check, also: ['eu-west-1'] })).toMatchObject({ also: ['eu-west-1'] });
});

test('a check names an account and a Region', () => {
  const { trailwarden: _, ...named } = check;
  expect(signalOf(check)).toEqual({ kind: 'check', receivedAt: at(1), ...named });
});

test.each([
  ['', 'The message is not JSON.'],
  ['{"account":', 'The message is not JSON.'],
  [
    anEnvelope({ source: 'my.app' }),
    'The message is neither an EventBridge event nor a check: source is not a source of AWS.',
  ],
  [
    anEnvelope({ 'detail-type': 'AWS Insight via CloudTrail' }),
    'The message is neither an EventBridge event nor a check: detail-type is not an event of CloudTrail.',
  ],
  [
    anEnvelope({ account: '1111' }),
    'The message is neither an EventBridge event nor a check: account is not a 12-digit account id.',
  ],
  [
    anEnvelope({ region: 'here' }),
    'The message is neither an EventBridge event nor a check: region is not a Region.',
  ],
  [
    anEnvelope({ time: 'now' }),
    'The message is neither an EventBridge event nor a check: time is not a time.',
  ],
  [
    anEnvelope({ detail: null }),
    'The message is neither an EventBridge event nor a check: detail is missing or of the wrong kind.',
  ],
  [
    anEnvelope({ detail: aRecord({ eventID: '' }) }),
    'The message is neither an EventBridge event nor a check: detail.eventID is missing or of the wrong kind.',
  ],
  [
    { ...check, accountId: 'all' },
    'The message is neither an EventBridge event nor a check: accountId is not a 12-digit account id.',
  ],
  [
    { ...check, heartbeat: 'yes' },
    'The message is neither an EventBridge event nor a check: heartbeat is not true or false.',
  ],
  [
    null,
    'The message is neither an EventBridge event nor a check: it is missing or of the wrong kind.',
  ],
])('message %# is refused with one sentence', (message, why) => {
  expect(parse(message)).toEqual({ kind: 'refused', why });
});

test('a failed call that names a trail of another account causes no look at that account', () => {
  const detail = aRecord({
    errorCode: 'TrailNotFoundException',
    requestParameters: { name: 'arn:aws:cloudtrail:us-east-1:999999999999:trail/main' },
  });
  const parsed = parseSignal(JSON.stringify(anEnvelope({ detail })), at(0));
  expect(parsed).toMatchObject({ kind: 'signal', signal: { accountId: '111122223333' } });
  expect(parsed).toHaveProperty('subjects', []);
  // A delegated administrator's call that took effect does.
  const { errorCode: _, ...took } = detail;
  expect(parse(anEnvelope({ detail: took }))).toMatchObject({
    subjects: [{ accountId: '999999999999' }],
  });
});

test.each(['toString', 'constructor', 'hasOwnProperty', '__proto__', 'valueOf', 'a\nb', ''])(
  'an event source of %j is refused without an exception',
  (eventSource) => {
    expect(parse(withRecord({ eventSource }))).toMatchObject({
      kind: 'refused',
      why: expect.stringMatching(
        /^The message is neither an EventBridge event nor a check: detail/,
      ),
    });
  },
);

test('the reason of a refusal never repeats what the sender typed', () => {
  const said = parse(withRecord({ recipientAccountId: 'a\nb\u001b[2J' }));
  expect(said).toEqual({
    kind: 'refused',
    why: 'The record was written for something that is no account but came from 111122223333.',
  });
});

const EVENTBRIDGE = 'AIDAJXNJGGKNS7OSV23OI';
const SESSION = 'AROAEXAMPLEEXAMPLE123:mallory';
const from = (message: unknown, senderId: string) =>
  parseSignal(JSON.stringify(message), at(1), () => [], senderId);

test.each([
  ['EventBridge', 'event', EVENTBRIDGE],
  ['EventBridge under an id of another partition', 'event', 'AIDAEXAMPLEEXAMPLE123'],
  ["a role's session", 'check', SESSION],
  ['root', 'check', '222233334444'],
])('an event put into the queue by %s is read as: %s', (_, kind, senderId) => {
  expect(from(anEnvelope(), senderId)).toMatchObject({ kind: 'signal', signal: { kind } });
});

test('an event that EventBridge did not send keeps only its account and Region', () => {
  expect(from(anEnvelope(), SESSION)).toEqual({
    kind: 'signal',
    subjects: [],
    signal: {
      ...{ kind: 'check', id: '6a1d1b8e-51a4-4e0f-8a5b-0d1f6c0f9a11', receivedAt: at(1) },
      ...{ accountId: '111122223333', region: 'us-east-1' },
      by: 'an event that EventBridge did not send',
    },
  });
});

test.each([
  ['one of our roles', 'signal', SESSION],
  ['EventBridge', 'refused', EVENTBRIDGE],
  ['root', 'refused', '222233334444'],
])('a check put into the queue by %s is read as: %s', (_, kind, senderId) => {
  expect(from(check, senderId)).toHaveProperty('kind', kind);
});

test('a time outside AWS’s range is not a time', () => {
  const far = '+275760-09-13T00:00:00.000Z';
  expect(signalOf(withRecord({ eventTime: far }))).toMatchObject({ eventTime: at(0) });
  expect(parse(anEnvelope({ time: far }))).toHaveProperty('kind', 'refused');
});
