import { expect, test } from '@jest/globals';
import { plannedBy } from '../../../services/playbooks/bucket-policy/planned-by';
import {
  afterAnswer,
  type Course,
  decide,
  type Facts,
  restoration,
} from '../../../shared/playbooks/bucket-policy/decide';
import { policyWrites, writtenAround } from '../../../shared/playbooks/bucket-policy/policy-writes';
import { aChange, allow, aPolicy, denyInsecure, root, SIBLING } from '../bucket-policy/a-change';

const good = aPolicy(allow({}), denyInsecure);
const open = aPolicy(allow({}), denyInsecure, allow({ Sid: 'All', Principal: '*' }));
const weak = aPolicy(allow({}));
const wider = aPolicy(allow({ Principal: { AWS: root(SIBLING) } }), allow({}), denyInsecure);

const facts = (now: string, more: Partial<Facts> = {}): Facts => ({
  change: aChange(good, now),
  opinions: {},
  isAnswered: false,
  ...more,
});
const wanting = (policy: string) => ({ wanted: { policy } });
const told = { verdict: 'public', sentence: 'It was opened to everyone.' } as const;
const exempt = { why: 'Exempt.', covers: 'all' } as const;
const byRole = { why: 'A role of deployments.', covers: 'weaker' } as const;

const courses: Readonly<Record<string, readonly [Facts, Course, string]>> = {
  'what is public is put back first': [facts(open), 'restore', 'public'],
  'what was put back is asked for': [facts(good, wanting(open)), 'ask', 'public'],
  'what was put back is asked for before Event history tells it': [
    facts(good, { told }),
    'ask',
    'public',
  ],
  'and is open to no role of deployments': [
    facts(good, { told, planned: byRole }),
    'ask',
    'public',
  ],
  'what is weaker is asked for first': [facts(weak), 'ask-first', 'weaker-transport'],
  'what is wider is asked for first': [facts(wider), 'ask-first', 'wider'],
  'what is as it was is recorded': [facts(good, wanting(good)), 'record', 'same'],
  'what is exempt is recorded, public too': [facts(open, { planned: exempt }), 'record', 'public'],
  'a role of deployments may make it weaker': [
    facts(weak, { planned: byRole }),
    'record',
    'weaker-transport',
  ],
  'and may not open it to strangers': [facts(open, { planned: byRole }), 'restore', 'public'],
  'what was answered is not put back by a second run': [
    facts(open, { ...wanting(open), isAnswered: true }),
    'ask',
    'public',
  ],
  'what AWS calls public counts': [
    facts(wider, { opinions: { isPublic: true } }),
    'restore',
    'public',
  ],
  'what was public before AWS was asked does not': [
    facts(good, { opinions: { isPublic: true, keepsOut: { now: false, before: false } } }),
    'record',
    'same',
  ],
};

test.each(Object.entries(courses))('%s', (_, [known, course, verdict]) => {
  expect(decide(known)).toMatchObject({ course, verdict });
});

test('who says otherwise is named, and the worse counts', () => {
  const calls = { isPublic: false, keepsOut: { now: true } };
  expect(decide(facts(open, { opinions: calls })).disagreements).toEqual([
    'GetBucketPolicyStatus does not call it public; Trailwarden does, and the worse counts.',
    'Access Analyzer does not call it public; Trailwarden does, and the worse counts.',
  ]);
  expect(decide(facts(good, { opinions: { keepsOut: { now: false } } })).disagreements).toEqual([
    'Access Analyzer calls it public; Trailwarden calls it same, and the worse counts.',
  ]);
});

test('where AWS alone calls it public all of the change goes, if what was there is known', () => {
  const opinions = { isPublic: true };
  expect(restoration(facts(wider, { opinions }), 'stays')).toEqual({ kind: 'put', policy: good });
  const unknown = { change: aChange(null, wider), opinions };
  expect(restoration(unknown, 'stays')).toEqual({ kind: 'leave' });
});

test.each([
  ['ask', 'planned', 'keep', 'apply'],
  ['ask', 'not-me', 'put-back', 'keep'],
  ['ask', 'unanswered', 'put-back', 'keep'],
  ['ask-first', 'planned', 'keep', 'apply'],
  ['ask-first', 'not-me', 'keep', 'put-back'],
  ['ask-first', 'handled', 'put-back', 'keep'],
  ['ask-first', 'unanswered', 'keep', 'keep'],
  ['ask-first', 'unanswered', 'put-back', 'put-back'],
] as const)('after %s and %s, by the default %s: %s', (course, answer, byDefault, then) => {
  expect(afterAnswer(course, answer, byDefault)).toBe(then);
});

const record = (eventID: string, eventTime: string, more: object = {}) => ({
  ...{ eventID, eventTime, eventSource: 's3.amazonaws.com', eventName: 'PutBucketPolicy' },
  userIdentity: { arn: 'arn:aws:iam::111122223333:user/ann' },
  requestParameters: { bucketName: 'x', bucketPolicy: { Statement: [eventID] } },
  ...more,
});

test('Event history tells what was written before the change, and what the change wrote', () => {
  const records = [
    record('3', '2026-11-03T00:00:00Z', { userIdentity: { arn: 'ours' } }),
    record('1', '2026-11-01T00:00:00Z'),
    record('2', '2026-11-02T00:00:00Z', { eventName: 'DeleteBucketPolicy' }),
    record('refused', '2026-11-04T00:00:00Z', { errorCode: 'AccessDenied' }),
    record('other', '2026-11-04T00:00:00Z', { requestParameters: { bucketName: 'y' } }),
    undefined,
  ];
  const writes = policyWrites(records, 'x');
  expect(writes.map(({ eventId }) => eventId)).toEqual(['3', '2', '1']);
  const isTheirs = ({ principal }: { readonly principal: string }) => principal !== 'ours';
  expect(writtenAround(writes, undefined, isTheirs)).toMatchObject({
    wanted: { eventId: '2', policy: undefined },
    before: { eventId: '1', policy: '{"Statement":["1"]}' },
  });
  const first = { eventId: '1', at: '2026-11-01T00:00:00Z' };
  expect(writtenAround(writes, first, isTheirs)).toMatchObject({
    wanted: { eventId: '1' },
    before: null,
  });
  expect(writtenAround([], first, isTheirs)).toEqual({ wanted: null, before: null });
});

test('no other write stands for a change that Event history does not tell yet', () => {
  const writes = policyWrites(
    [record('decoy', '2026-11-03T00:00:00Z'), record('older', '2026-11-01T00:00:00Z')],
    'x',
  );
  const change = { eventId: 'change', at: '2026-11-02T00:00:00.000Z' };
  expect(writtenAround(writes, change, () => true)).toMatchObject({
    wanted: null,
    before: { eventId: 'older' },
  });
});

test('a tag plans until its time, and a role by its name', () => {
  const signs = {
    exemption: undefined,
    tags: {},
    at: '2026-11-21T00:00:00Z',
    deploymentRoles: [],
    names: [],
  };
  expect(plannedBy(signs)).toBeUndefined();
  const tagged = (until: string) => plannedBy({ ...signs, tags: { 'trailwarden:change': until } });
  expect(tagged('2026-11-22')).toMatchObject({ covers: 'weaker' });
  expect([tagged('2026-11-20'), tagged('yes'), tagged('')]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  const deploymentRoles = ['arn:aws:iam::*:role/deployer'];
  const by = (name: string) => plannedBy({ ...signs, deploymentRoles, names: [name] });
  expect(by('arn:aws:iam::111122223333:role/deployer')).toMatchObject({ covers: 'weaker' });
  expect(by('arn:aws:iam::111122223333:role/deployer2')).toBeUndefined();
});
