import { expect, test } from '@jest/globals';
import { trace } from '../../shared/investigate/lineage/trace';
import { MAX_HOPS } from '../../shared/investigate/lineage/walk';
import { evidenceOf } from '../builders/a-signal';
import {
  assumeRole,
  HUB,
  history,
  MEMBER,
  OUTER,
  STOPPED_AT,
  sessionIdentity,
  stopLogging,
  told,
  userIdentity,
} from './records';
import { deploy, twoAccounts } from './two-accounts';

const later = () => Date.parse(STOPPED_AT) + 3_600_000;
const regions = ['us-east-1', 'eu-west-1'];

const traced = (
  records: readonly Readonly<Record<string, unknown>>[],
  closed: readonly string[] = [],
  now = later,
) => trace({ sources: [history(records, closed).source], regions, now }, told());

test('a chain of roles through two accounts leads to the user who began it', async () => {
  const lineage = await traced(twoAccounts);
  expect(lineage.links.map(({ kind, accountId }) => [kind, accountId])).toEqual([
    ['session', MEMBER],
    ['account', HUB],
    ['session', HUB],
    ['user', HUB],
  ]);
  expect(lineage).toMatchObject({
    ends: 'human',
    human: { name: 'alice', kind: 'iam-user', accountId: HUB, certainty: 'certain' },
    unread: [],
  });
});

test('each link tells the event that shows it', async () => {
  const { links } = await traced(twoAccounts);
  expect(links.map(({ evidence }) => evidence)).toEqual([
    { source: 'Event history', eventId: 'event-1' },
    { source: 'Event history', eventId: `issue-of-ASIADEPLOY-in-${MEMBER}` },
    { source: 'Event history', eventId: `issue-of-ASIADEPLOY-in-${HUB}` },
    { source: 'Event history', eventId: `issue-of-ASIAHUB-in-${HUB}` },
  ]);
});

test('an account that denies the read ends the chain, and is named', async () => {
  const lineage = await traced(twoAccounts, [HUB]);
  expect(lineage.ends).toBe('unknown');
  expect(lineage.why).toContain(`in account ${HUB}`);
  expect(lineage.unread).toEqual([
    `Event history of ${HUB} in eu-west-1: sts:AssumeRole was denied (AccessDenied).`,
  ]);
  expect(lineage.human).toMatchObject({
    name: 'mallory',
    kind: 'session-name',
    certainty: 'guess',
  });
});

test('an account whose role cannot be assumed is asked once, not once a Region', async () => {
  const { source, asked } = history([stopLogging(sessionIdentity(deploy))], [MEMBER]);
  await trace({ sources: [source], regions, now: later }, told());
  expect(asked).toHaveLength(1);
});

test('a source identity names a person where the chain cannot be followed', async () => {
  const identity = sessionIdentity({ ...deploy, sourceIdentity: 'bob@example.com' });
  expect((await traced([stopLogging(identity)])).human).toMatchObject({
    name: 'bob@example.com',
    email: 'bob@example.com',
    kind: 'source-identity',
    certainty: 'likely',
  });
});

test('without the whole record the chain is followed from the evidence of the incident', async () => {
  const { source } = history([
    assumeRole({ ...deploy, by: userIdentity(MEMBER, 'alice', { accessKeyId: 'ASIAALICE' }) }),
  ]);
  const actor = { ...evidenceOf().actor, accessKeyId: 'ASIADEPLOY' };
  const lineage = await trace(
    { sources: [source], regions, now: later },
    told({ evidence: evidenceOf({ actor }) }),
  );
  expect(lineage.links[0]?.evidence).toEqual({ source: 'incident', eventId: 'event-1' });
  expect(lineage.human?.name).toBe('alice');
});

test('a console session with another key is found by its name and its beginning, and is only likely', async () => {
  const console_ = { ...sessionIdentity(deploy), accessKeyId: 'ASIAANOTHER' };
  const by = userIdentity(MEMBER, 'alice', {
    sessionContext: { attributes: { mfaAuthenticated: 'true' } },
  });
  const lineage = await traced([stopLogging(console_), assumeRole({ ...deploy, by })]);
  expect(lineage.human).toMatchObject({ name: 'alice', certainty: 'likely' });
});

test('the person whom an identity provider vouched for is read from the record of the sign-in', async () => {
  const by = { type: 'SAMLUser', userName: 'carol@example.com', identityProvider: 'abc=' };
  const signIn = assumeRole({
    ...deploy,
    by,
    call: 'AssumeRoleWithSAML',
    request: { principalArn: `arn:aws:iam::${MEMBER}:saml-provider/okta` },
  });
  const lineage = await traced([stopLogging(sessionIdentity(deploy)), signIn]);
  expect(lineage.human).toMatchObject({
    kind: 'saml',
    email: 'carol@example.com',
    certainty: 'certain',
  });
  expect(lineage.links.at(-1)?.why).toContain('saml-provider/okta');
});

test('a chain that a service began ends there', async () => {
  const by = { type: 'AWSService', invokedBy: 'lambda.amazonaws.com' };
  const lineage = await traced([
    stopLogging(sessionIdentity(deploy)),
    assumeRole({ ...deploy, by }),
  ]);
  expect(lineage).toMatchObject({
    ends: 'service',
    links: [{}, { principal: 'lambda.amazonaws.com' }],
  });
});

test('roles that assume each other in a circle end the search', async () => {
  const lineage = await traced([
    stopLogging(sessionIdentity(deploy)),
    assumeRole({ ...deploy, by: sessionIdentity(deploy) }),
  ]);
  expect(lineage).toMatchObject({ ends: 'unknown', why: 'The records lead in a circle.' });
});

test('an endless chain is cut off', async () => {
  const role = (n: number) => ({ ...deploy, name: `hop-${n}`, key: `ASIA${n}` });
  const chain = Array.from({ length: 30 }, (_, n) =>
    assumeRole({ ...role(n), by: sessionIdentity(role(n + 1)) }),
  );
  const lineage = await traced([stopLogging(sessionIdentity(role(0))), ...chain]);
  expect(lineage.links).toHaveLength(MAX_HOPS + 1);
  expect(lineage.why).toBe(`The walk ended after ${MAX_HOPS} steps back.`);
});

test('while Event history may be incomplete, the lineage says when to search again', async () => {
  const soon = () => Date.parse(STOPPED_AT) + 60_000;
  const lineage = await traced([stopLogging(sessionIdentity(deploy))], [], soon);
  expect(lineage.againAt).toBe('2026-11-21T10:20:00.000Z');
});

test('a key that another identity made an hour before only guesses at its user', async () => {
  const key = 'AKIAALICE';
  const made = {
    ...stopLogging(sessionIdentity({ ...deploy, role: 'Admin' })),
    eventName: 'CreateAccessKey',
    eventID: 'made-1',
    eventTime: '2026-11-21T09:00:00Z',
    responseElements: { accessKey: { accessKeyId: key, userName: 'alice' } },
  };
  const lineage = await traced([
    stopLogging(userIdentity(MEMBER, 'alice', { accessKeyId: key })),
    made,
  ]);
  expect(lineage.links.at(-1)).toMatchObject({
    kind: 'access-key',
    at: '2026-11-21T09:00:00.000Z',
    evidence: { eventId: 'made-1' },
  });
  expect(lineage.human).toMatchObject({ name: 'alice', certainty: 'guess' });
});

const heldKey = async (madeAt: string, now = later) => {
  const identity = userIdentity(MEMBER, 'alice', { accessKeyId: 'AKIAALICE' });
  const { source } = history([stopLogging(identity)]);
  const keyMadeAt = async () => ({ kind: 'found', value: madeAt }) as const;
  const ports = { sources: [source], regions, now, keyMadeAt };
  const { links, againAt } = await trace(ports, told());
  return { key: links.at(-1), againAt };
};

test('a key three minutes old without a record of its making is said to be three minutes old', async () => {
  expect((await heldKey('2026-11-21T09:57:00.000Z')).key).toMatchObject({
    kind: 'access-key',
    evidence: { source: 'IAM' },
    why: 'IAM says that the key was made at 2026-11-21T09:57:00.000Z, 3 min 0 s before this call. No record of who made the key was found.',
  });
});

test('the record of a key that was just made is looked for again', async () => {
  const soon = () => Date.parse(STOPPED_AT) + 60_000;
  const { againAt } = await heldKey('2026-11-21T09:57:00.000Z', soon);
  expect(againAt).toBe('2026-11-21T10:17:00.000Z');
});

test('only a key that its date says is older than 90 days is called too old for Event history', async () => {
  const { key } = await heldKey('2026-08-01T09:57:00.000Z');
  expect(key?.why).toMatch(/was found: Event history keeps calls for 90 days\.$/);
});

test('an incident without an event names no actor', async () => {
  const { evidence: _, ...looked } = told();
  const lineage = await trace({ sources: [], regions, now: later }, looked);
  expect(lineage).toMatchObject({ ends: 'unknown', links: [{ kind: 'unknown' }] });
});

test('an unknown account outside the organization is told as an account, not as a person', async () => {
  const lineage = await traced(
    [stopLogging({ type: 'AWSAccount', accountId: OUTER }, { sharedEventID: 'shared-9' })],
    [OUTER],
  );
  expect(lineage).toMatchObject({
    ends: 'unknown',
    links: [{ kind: 'account', principal: OUTER }],
  });
});

test('the search starts at the time of the call, even if the incident was opened hours later', async () => {
  const openedAt = new Date(Date.parse(STOPPED_AT) - 5 * 3_600_000).toISOString();
  const eventTime = new Date(STOPPED_AT).toISOString();
  const { source, asked } = history([]);
  const incident = told({ openedAt, evidence: { ...evidenceOf(), eventTime } });
  await trace({ sources: [source], regions, now: later }, incident);
  expect(asked.length).toBeGreaterThan(1);
  for (const { to } of asked) expect(to >= eventTime).toBe(true);
});

test('when a call is not found, the lineage names the Regions and the times that were asked', async () => {
  const { source } = history([stopLogging(sessionIdentity(deploy))]);
  const { why } = await trace({ sources: [source], regions, now: later }, told());
  expect(why).toMatch(
    /It was looked for in us-east-1, eu-west-1, from \S+Z to \S+Z; other Regions and times were not asked\./,
  );
});
