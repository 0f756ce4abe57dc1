import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { IncidentSummary } from '../../shared/domain/incident';
import type { Told } from '../../shared/investigate/lineage/first-seen';
import { sameHand } from '../../shared/investigate/lineage/same-hand';
import { traceBack } from '../../shared/investigate/lineage/trace-back';
import { bestMatch, unheardOf } from '../../shared/investigate/lineage/unheard';
import { anIncident } from '../builders/an-incident';
import { aRecord } from '../replay/a-record';
import { assumeRole, history, MEMBER, sessionIdentity, userIdentity } from './records';

const TRAIL = `arn:aws:cloudtrail:us-east-1:${MEMBER}:trail/main`;
const STOPPED = '2026-11-21T10:00:00.250Z';
const FOUND = '2026-11-21T10:30:00.000Z';
const later = () => Date.parse(FOUND) + 3_600_000;

/** A trail that was stopped at ten and that a look found half an hour later. */
const found = (different: Partial<Told> = {}): Told => ({
  id: 'inc-trail',
  accountId: MEMBER,
  region: 'us-east-1',
  openedAt: FOUND,
  subjectKey: `trail#${TRAIL}`,
  subjectId: TRAIL,
  techniques: ['stop-logging'],
  windows: [
    {
      from: { at: STOPPED, source: 'GetTrailStatus' },
      to: { at: FOUND, source: 'GetTrailStatus' },
    },
  ],
  ...different,
});

const alice = userIdentity(MEMBER, 'alice');
const guard = sessionIdentity({
  accountId: MEMBER,
  role: 'trailwarden-guard',
  name: 'trailwarden-responder',
  key: 'ASIAOURS',
});

interface Call {
  readonly id?: string;
  readonly at?: string;
  readonly name?: string;
  readonly trail?: string;
  readonly by?: Readonly<Record<string, unknown>>;
  readonly more?: Readonly<Record<string, unknown>>;
}

const call = ({ id = 'stop', at = STOPPED, name, trail = TRAIL, by = alice, more }: Call = {}) =>
  aRecord({
    source: 'cloudtrail',
    name: name ?? 'StopLogging',
    userIdentity: by,
    eventTime: `${at.slice(0, 19)}Z`,
    eventID: id,
    request: { name: trail },
    ...more,
  });

const back = (records: readonly Readonly<Record<string, unknown>>[], told = found()) =>
  traceBack({ sources: [history(records).source], regions: ['us-east-1'], now: later }, told);

test('a stop without an event is found in Event history, with its likely actor', async () => {
  const { evidence, lineage } = await back([call()]);
  expect(evidence).toMatchObject({
    eventId: 'stop',
    eventName: 'StopLogging',
    certainty: 'likely',
    actor: { principal: `arn:aws:iam::${MEMBER}:user/alice` },
  });
  expect(lineage).toMatchObject({
    unheard: true,
    human: { name: 'alice', certainty: 'likely' },
    links: [{ kind: 'user', certainty: 'likely', evidence: { source: 'Event history' } }],
  });
  expect(lineage.why).toContain('No event reached us; StopLogging by');
});

test('a call under an exemption is found with the name of that exemption', async () => {
  const planned = { id: 'ex-1', by: 'arn:aws:iam::1:user/ops', why: 'the bucket moves' };
  const during = { declaredAt: '2026-11-21T09:58:00.000Z', until: '2026-11-21T10:30:00.000Z' };
  const told = found({ announced: [{ ...planned, ...during }] });
  const heard =
    'was done while the exemption ex-1 was in force, so no incident was made of its event';
  const { lineage } = await back([call()], told);
  expect(lineage.why).toContain(`${heard}; StopLogging by`);
  expect(lineage.why).not.toContain('No event reached us');
  const over = { declaredAt: '2026-11-21T09:00:00.000Z', until: '2026-11-21T09:30:00.000Z' };
  const earlier = await back([call()], found({ announced: [{ ...planned, ...over }] }));
  expect(earlier.lineage.why).toContain('No event reached us');
});

test('an unheard call is traced through the role to the person, and every link is at most likely', async () => {
  const session = { accountId: MEMBER, role: 'Admin', name: 'ops', key: 'ASIAADMIN' };
  const { lineage } = await back([
    call({ by: sessionIdentity(session) }),
    assumeRole({ ...session, by: alice }),
  ]);
  expect(lineage.links.map(({ kind, certainty }) => [kind, certainty])).toEqual([
    ['session', 'likely'],
    ['user', 'likely'],
  ]);
  expect(lineage.human).toMatchObject({ name: 'alice', certainty: 'likely' });
});

test.each<[string, Readonly<Record<string, unknown>>]>([
  ['a refused call', call({ more: { errorCode: 'AccessDenied' } })],
  ['a call on another trail', call({ trail: 'other' })],
  ['a call of another technique', call({ name: 'DeleteTrail' })],
  ['a stop at another time than the status tells', call({ at: '2026-11-21T09:59:00.000Z' })],
  ['a record of another account', call({ more: { recipientAccountId: '999988887777' } })],
  ['a copy of a VPC endpoint', call({ more: { eventCategory: 'NetworkActivity' } })],
])('%s is not chosen', async (_, record) => {
  const { evidence, lineage } = await back([record]);
  expect(evidence).toBeUndefined();
  expect(lineage.links).toMatchObject([{ principal: 'unknown' }]);
  expect(lineage.why).toContain('Event history has no call that did this');
});

test('a stop with one of our own roles is never ours', async () => {
  expect(await back([call({ by: guard })])).toMatchObject({
    evidence: { actor: { accessKeyId: 'ASIAOURS' } },
    impostor: true,
  });
});

test('a trail that was made anew without an event is traced to the calls that make trails', async () => {
  const told = found({ techniques: [], windows: [] });
  const { evidence } = await back([call({ name: 'CreateTrail' })], told);
  expect(evidence).toMatchObject({ eventName: 'CreateTrail', certainty: 'likely' });
});

test('changes of roles are looked for in the Region that records IAM', async () => {
  const role = `arn:aws:iam::${MEMBER}:role/trailwarden-guard`;
  const told = found({
    region: 'eu-west-1',
    subjectKey: `warden#${role}`,
    subjectId: role,
    techniques: ['change-role-trust'],
    windows: [],
  });
  const record = call({
    name: 'UpdateAssumeRolePolicy',
    more: {
      eventSource: 'iam.amazonaws.com',
      requestParameters: { roleName: 'Trailwarden-Guard' },
    },
  });
  expect((await back([record], told)).evidence?.eventName).toBe('UpdateAssumeRolePolicy');
});

test('when nothing can be read the lineage says so, and when the call may still come it is searched again', async () => {
  const { source } = history([], [MEMBER]);
  const now = () => Date.parse(FOUND);
  const { evidence, lineage } = await traceBack({ sources: [source], regions: [], now }, found());
  expect(evidence).toBeUndefined();
  expect(lineage.why).toContain('as far as it could be read');
  expect(lineage.unread).toEqual([expect.stringContaining('sts:AssumeRole was denied')]);
  expect(lineage.againAt && Date.parse(lineage.againAt)).toBeGreaterThan(Date.parse(STOPPED));
});

test('the result of an earlier search stays when a later one can read nothing', async () => {
  const first = await back([call()]);
  const { evidence } = first;
  const { source } = history([], [MEMBER]);
  const again = await traceBack(
    { sources: [source], regions: [], now: later },
    found({ ...(evidence && { evidence }) }),
  );
  expect(again.evidence).toEqual(evidence);
});

const narrowed = found({ techniques: ['narrow-event-selectors'], windows: [] });
const times = fc.integer({ min: -100_000, max: 100_000 });
const calls = fc.uniqueArray(
  fc.record({
    id: fc.uuid(),
    seconds: times,
    refused: fc.boolean(),
    by: fc.constantFrom(alice, guard),
    trail: fc.constantFrom('main', 'other'),
  }),
  { selector: ({ id }) => id, maxLength: 12 },
);

test('our own calls, refused calls and calls outside the window are never chosen, in any order of history', async () => {
  const unheard = unheardOf(narrowed);
  if (!unheard) throw new Error('nothing is looked for');
  await fc.assert(
    fc.asyncProperty(calls, fc.infiniteStream(fc.nat()), async (some, random) => {
      const kept = some.map(({ id, seconds, refused, by, trail }) => ({
        record: call({
          id,
          at: new Date(Date.parse(FOUND) + seconds * 1_000).toISOString(),
          name: 'PutEventSelectors',
          by,
          more: {
            requestParameters: { trailName: trail },
            ...(refused && { errorCode: 'AccessDenied' }),
          },
        }),
        ...{ source: 'Event history' as const, accountId: MEMBER, region: 'us-east-1' },
      }));
      const whose = ({ evidence }: { evidence: { actor: { accessKeyId?: string } } }) =>
        evidence.actor.accessKeyId === 'ASIAOURS' ? ('ours' as const) : ('stranger' as const);
      const wanted = some
        .filter(({ refused, by, trail }) => !refused && by === alice && trail === 'main')
        .filter(({ seconds }) => seconds <= 3 && seconds >= -86_400)
        .map(({ seconds }) => seconds);
      const match = await bestMatch(unheard, kept, whose);
      const at = match && (Date.parse(match.event.eventTime) - Date.parse(FOUND)) / 1_000;
      expect(at).toBe(wanted.length === 0 ? undefined : Math.max(...wanted));
      const shuffled = kept
        .map((one) => ({ one, rank: random.next().value }))
        .sort((one, other) => one.rank - other.rank)
        .map(({ one }) => one);
      const again = await bestMatch(unheard, shuffled, whose);
      expect(again?.event.id).toBe(match?.event.id);
    }),
  );
});

test('our own calls are told from an impostor’s by the key, and a call of unknown origin is not chosen', async () => {
  const mine = call({
    name: 'PutEventSelectors',
    by: guard,
    more: { requestParameters: { trailName: 'main' } },
  });
  const told = found({ techniques: ['narrow-event-selectors'], windows: [] });
  const asked = (isOurKey?: () => boolean) =>
    traceBack(
      {
        sources: [history([mine]).source],
        regions: [],
        now: later,
        ...(isOurKey && { isOurKey }),
      },
      told,
    );
  expect((await asked(() => true)).evidence).toBeUndefined();
  expect((await asked()).evidence).toBeUndefined();
  expect((await asked(() => false)).evidence?.eventName).toBe('PutEventSelectors');
});

const RULE = `arn:aws:events:us-east-1:${MEMBER}:rule/trailwarden-forward`;
const rule = (different: Partial<IncidentSummary> = {}): IncidentSummary => {
  const { evidence: _, ...incident } = anIncident();
  return {
    ...incident,
    id: 'inc-rule',
    subjectKey: `warden#${RULE}`,
    subjectId: RULE,
    openedAt: '2026-11-21T10:00:01.000Z',
    ...different,
  };
};
const by = (principal: string, eventTime: string) => ({
  eventSource: 'events.amazonaws.com',
  eventName: 'DisableRule',
  eventTime,
  actor: { type: 'IAMUser', principal, chain: [principal] },
});
const ALICE = `arn:aws:iam::${MEMBER}:user/alice`;

test('an unheard call is linked to the incident of our own part that began in the same minute', () => {
  const evidence = by(ALICE, '2026-11-21T09:59:50Z');
  const told = found({ windows: [{ from: { at: STOPPED, source: 'GetTrailStatus' } }] });
  const linked = sameHand(told, [rule({ evidence })]);
  expect(linked?.incident).toBe('inc-rule');
  expect(linked?.sentence).toContain(`inc-rule: DisableRule on ${RULE} by ${ALICE}, 10 s apart.`);
  expect(sameHand({ ...told, evidence: by(ALICE, STOPPED) }, [rule({ evidence })])).toBeDefined();
});

test.each<[string, Partial<IncidentSummary>]>([
  ['one that is not of our own parts', { subjectKey: `key#${RULE}` }],
  ['one of another time', { openedAt: '2026-11-21T09:50:00.000Z' }],
  ['one of another identity', { evidence: by(`${ALICE}2`, STOPPED) }],
  ['itself', { id: 'inc-trail' }],
])('an unheard call is not linked to %s', (_, different) => {
  expect(sameHand(found({ evidence: by(ALICE, STOPPED) }), [rule(different)])).toBeUndefined();
});
