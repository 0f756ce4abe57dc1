import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Person } from '../../../shared/domain/lineage';
import { read, unread } from '../../../shared/domain/login';
import type { LoginFacts, LoginSettings, SetBy } from '../../../shared/domain/login-facts';
import {
  type BrakeFacts,
  brakesOf,
  type Isolated,
} from '../../../shared/playbooks/instance-login/brakes';
import { decideLogin } from '../../../shared/playbooks/instance-login/decide-login';
import { ALICE, aCall, hostSays, loginIn, MACHINE, OTHER, sshLogin } from './a-login';

const GLASS = 'arn:aws:iam::111122223333:role/BreakGlass';

const settings: LoginSettings = {
  ticket: /\bCHG-\d+\b/,
  breakGlassRoles: [GLASS],
  networks: ['203.0.113.0/24'],
  mfaByProvider: false,
  settledHours: 24,
  byDefault: 'tell',
};

const alice: Person = { name: 'alice', kind: 'iam-user', certainty: 'certain', why: 'named' };
const bob: SetBy = { names: ['arn:aws:iam::111122223333:user/bob'], at: '2026-10-01T00:00:00Z' };
const justNow: SetBy = { ...bob, at: '2026-11-21T19:55:00Z' };
const herself: SetBy = { names: [ALICE], at: '2026-10-01T00:00:00Z' };

/** Nothing speaks for the login, nothing against it, and everything was read. */
const quiet: LoginFacts = {
  login: loginIn(aCall()),
  now: '2026-11-21T20:00:10Z',
  call: read(undefined),
  exemption: read(undefined),
  calendar: read(undefined),
  tags: read({}),
  human: read(alice),
  addressSeen: read(true),
  otherAddresses: read([]),
  seenHere: read(undefined),
  keyOrigin: read(undefined),
  openIncident: read(undefined),
  dark: read(undefined),
};

const known = { seenHere: read('2026-11-01T09:00:00Z') };
const tag = (value: string, setBy: SetBy | undefined = bob, key = 'trailwarden:login') => ({
  tags: read({ [key]: { value, setBy: read(setBy) } }),
});
const unrecorded = (value = 'expected', key = 'trailwarden:login') => ({
  tags: read({ [key]: { value, setBy: read(undefined) } }),
});
const calendar = (setBy: SetBy | undefined, isOpenByDefault = false) => ({
  calendar: read({ name: 'changes', value: 'open' as const, isOpenByDefault, setBy: read(setBy) }),
});
const withReason = (reason: string) => ({
  login: loginIn(aCall('ssm:StartSession', { requestParameters: { target: MACHINE, reason } })),
});
const exemption = (isSealed: boolean, until = '2026-11-22T00:00:00Z') => ({
  exemption: read({ id: 'x1', until, isSealed }),
});
const withoutMfa = {
  login: loginIn(
    aCall('ssm:StartSession', {
      userIdentity: {
        type: 'IAMUser',
        arn: ALICE,
        sessionContext: { attributes: { mfaAuthenticated: 'false' } },
      },
    }),
  ),
};
const asRole = (arn: string, more = {}) => ({
  login: loginIn(
    aCall('ssm:StartSession', {
      userIdentity: {
        type: 'AssumedRole',
        arn: ALICE,
        sessionContext: {
          sessionIssuer: { arn },
          attributes: { mfaAuthenticated: 'true' },
          ...more,
        },
      },
    }),
  ),
});
const onHost = { login: loginIn(hostSays([sshLogin])) };
const dark = { dark: read('inc-dark') };

const cases: readonly (readonly [string, Partial<LoginFacts>, string, string])[] = [
  ['nothing is known of it', {}, 'ask', 'nothing'],
  ['an exemption is in force', exemption(true), 'expected', 'exemption'],
  [
    'an exemption is in force while the trail is dark',
    { ...exemption(true), ...dark },
    'expected',
    'exemption',
  ],
  ['an exemption carries no seal', exemption(false), 'ask', 'nothing'],
  ['an exemption is over', exemption(true, '2026-11-21T20:00:10Z'), 'ask', 'nothing'],
  ['the calendar is open', calendar(bob), 'expected', 'calendar'],
  ['the calendar is always open', calendar(bob, true), 'ask', 'nothing'],
  ['the calendar was opened by the one who logs in', calendar(herself), 'ask', 'nothing'],
  ['the calendar was opened just now', calendar(justNow), 'ask', 'nothing'],
  [
    'the calendar is open while the trail is dark',
    { ...calendar(bob), ...dark },
    'unplanned',
    'dark',
  ],
  ['a person with MFA names a ticket', withReason('for CHG-42'), 'expected', 'ticket'],
  [
    'a caller whom no record names names a ticket',
    { ...withReason('CHG-42'), human: read(undefined) },
    'ask',
    'nothing',
  ],
  [
    'a name that the caller chose names a ticket',
    { ...withReason('CHG-42'), human: read({ ...alice, certainty: 'guess' as const }) },
    'ask',
    'nothing',
  ],
  [
    'the actor of an open incident names a ticket',
    { ...withReason('CHG-42'), openIncident: read('inc-1') },
    'unplanned',
    'open-incident',
  ],
  ['the machine is tagged', tag('expected'), 'expected', 'tag'],
  ['the machine has a tag of which no record has come yet', unrecorded(), 'ask', 'nothing'],
  [
    'the machine has a tag of which no record came in ten minutes',
    { ...unrecorded(), now: '2026-11-21T20:10:05Z' },
    'expected',
    'tag',
  ],
  ['the machine was tagged by the one who logs in', tag('expected', herself), 'ask', 'nothing'],
  ['the machine was tagged just now by another name', tag('expected', justNow), 'ask', 'nothing'],
  [
    'the machine was launched with the tag just now',
    tag('expected', { ...justNow, atLaunch: true }),
    'expected',
    'tag',
  ],
  [
    'a person tagged it under another name of theirs',
    tag('expected', { names: ['alice'], at: bob.at }),
    'ask',
    'nothing',
  ],
  ['glass was broken', asRole(GLASS), 'expected', 'break-glass'],
  [
    'the caller calls itself the role for emergencies',
    asRole('arn:aws:iam::111122223333:role/Operator', { sourceIdentity: GLASS }),
    'ask',
    'nothing',
  ],
  ['a known human comes again', known, 'expected', 'known-human'],
  [
    'a known human comes again from elsewhere',
    { ...known, login: loginIn(aCall('ssm:StartSession', { sourceIPAddress: '198.51.100.1' })) },
    'ask',
    'nothing',
  ],
  [
    'root comes again',
    { ...known, human: read({ ...alice, kind: 'root' as const }) },
    'ask',
    'nothing',
  ],
  ['a host names a key that no call put there', onHost, 'unplanned', 'key-without-call'],
  [
    'a host names a key that came by way of AWS',
    { ...onHost, keyOrigin: read('event 1') },
    'ask',
    'nothing',
  ],
  [
    'the host is tagged and names no key',
    { ...tag('expected'), login: loginIn(hostSays([{ method: 'ssh', user: 'root' }])) },
    'ask',
    'nothing',
  ],
  [
    'a new address comes without MFA',
    { ...withoutMfa, addressSeen: read(false) },
    'unplanned',
    'stolen-session',
  ],
  ['a new address comes with MFA', { addressSeen: read(false) }, 'ask', 'nothing'],
  [
    'the same credentials are used elsewhere',
    { otherAddresses: read(['198.51.100.7']) },
    'unplanned',
    'stolen-session',
  ],
  [
    'a machine logs in on another for the first time',
    asRole('arn:aws:iam::111122223333:role/App', { ec2RoleDelivery: '2.0' }),
    'unplanned',
    'stolen-session',
  ],
  ['the actor has an open incident', { openIncident: read('inc-1') }, 'unplanned', 'open-incident'],
  ['the trail is dark', { ...known, ...dark }, 'unplanned', 'dark'],
];

test.each(cases)('%s', (_, different, verdict, reason) => {
  expect(decideLogin({ ...quiet, ...different }, settings)).toMatchObject({ verdict, reason });
});

test('a decision names everything that was considered, in the order in which it counts', () => {
  const { considered } = decideLogin(quiet, settings);
  expect(considered.map(({ reason }) => reason)).toEqual([
    'exemption',
    'calendar',
    'ticket',
    'tag',
    'break-glass',
    'known-human',
    'key-without-call',
    'stolen-session',
    'open-incident',
    'dark',
  ]);
});

test('breaking glass is told, with what speaks against it, and never isolates', () => {
  const decision = decideLogin({ ...quiet, ...asRole(GLASS), ...dark }, settings);
  expect(decision).toMatchObject({ isTold: true });
  expect(decision.sentence).toContain('inc-dark');
});

test('a provider that asks for MFA counts only where the setting says that it does', () => {
  const facts = {
    ...quiet,
    ...known,
    ...withoutMfa,
    human: read({ ...alice, kind: 'saml' as const }),
  };
  expect(decideLogin(facts, settings).verdict).toBe('ask');
  expect(decideLogin(facts, { ...settings, mfaByProvider: true }).reason).toBe('known-human');
});

test('a key handed over by a call is judged by who called', () => {
  const facts = { ...quiet, ...known, ...onHost, keyOrigin: read('event 1') };
  const sent = loginIn(
    aCall('ec2-instance-connect:SendSSHPublicKey', { requestParameters: { instanceId: MACHINE } }),
  );
  expect(decideLogin(facts, settings).verdict).toBe('ask');
  expect(decideLogin({ ...facts, call: read(sent) }, settings).reason).toBe('known-human');
});

test.each([
  [tag('isolate', bob, 'trailwarden:login-default'), 'isolate'],
  [tag('tell', herself, 'trailwarden:login-default'), 'isolate'],
  [tag('nothing', bob, 'trailwarden:login-default'), 'isolate'],
  [{ tags: unread('denied') }, 'isolate'],
  [unrecorded('tell', 'trailwarden:login-default'), 'isolate'],
  [tag('tell', bob, 'trailwarden:login-default'), 'tell'],
])(
  'the tag says what becomes of an unanswered question, unless the intruder set it (%#)',
  (different, byDefault) => {
    const decision = decideLogin({ ...quiet, ...different }, { ...settings, byDefault: 'isolate' });
    expect(decision.byDefault).toBe(byDefault);
  },
);

const answers = [
  'call',
  'exemption',
  'calendar',
  'tags',
  'human',
  'addressSeen',
  'otherAddresses',
  'seenHere',
  'keyOrigin',
  'openIncident',
  'dark',
] as const;

test('what was not read never makes a login expected, and accuses no one', () => {
  const some = fc.subarray(answers.slice());
  const scene = fc.constantFrom(...cases.map(([, different]) => ({ ...quiet, ...different })));
  fc.assert(
    fc.property(scene, some, (facts, names) => {
      const blind = {
        ...facts,
        ...Object.fromEntries(names.map((name) => [name, unread('denied')])),
      };
      const [seen, dim] = [decideLogin(facts, settings), decideLogin(blind, settings)];
      if (dim.verdict === 'expected') expect(seen.verdict).toBe('expected');
      if (dim.verdict === 'unplanned') {
        expect(seen.considered.find(({ reason }) => reason === dim.reason)?.holds).toBe('yes');
      }
    }),
    { numRuns: 500 },
  );
});

test('with nothing read, a person is asked and told what is not known', () => {
  const blind = {
    ...quiet,
    ...Object.fromEntries(answers.map((name) => [name, unread('denied')])),
  };
  const { verdict, sentence } = decideLogin(blind, settings);
  expect(verdict).toBe('ask');
  expect(sentence).toContain('Whether the account’s trail logs is not known: denied.');
});

test('nothing that the caller types or sets just now turns a login into an expected one', () => {
  const scene = fc.constantFrom(
    ...cases.map(([, different]) => ({ ...quiet, ...different, human: read(undefined) })),
  );
  fc.assert(
    fc.property(scene, fc.boolean(), fc.boolean(), (facts, isFresh, isCalendar) => {
      const setBy = isFresh || facts.login.words === 'host' ? justNow : herself;
      const forged = { ...facts, ...tag('expected', setBy), ...(isCalendar && calendar(setBy)) };
      if (decideLogin(forged, settings).verdict !== 'expected') return;
      expect(['exemption', 'break-glass', 'calendar']).toContain(
        decideLogin(facts, settings).reason,
      );
    }),
  );
});

const free: BrakeFacts = {
  instanceId: MACHINE,
  group: read(undefined),
  isolatedLately: read([]),
  isolatedFor: read(undefined),
};
const lately = (words: Isolated['words'], ...ids: readonly string[]) => ({
  isolatedLately: read(ids.map((instanceId) => ({ instanceId, words, at: quiet.now }))),
});
const colleague = (at: string): SetBy => ({ names: [ALICE.replace(/[^/]*$/, 'eve')], at });
const group = (min: number, inService: number, desired = inService) => ({
  group: read({ name: 'web', min, inService, desired }),
});

test.each<[string, Partial<BrakeFacts>, Partial<LoginFacts>, readonly string[]]>([
  ['nothing', {}, {}, []],
  ['its tag', {}, tag('', bob, 'do-not-isolate'), ['do-not-isolate']],
  ['nothing: another set the tag just now', {}, tag('true', justNow, 'do-not-isolate'), []],
  [
    'its tag, with which another launched it just now',
    {},
    tag('true', { ...justNow, atLaunch: true }, 'do-not-isolate'),
    ['do-not-isolate'],
  ],
  [
    'nothing: the intruder launched it with the tag just now',
    {},
    tag('true', { ...herself, at: justNow.at, atLaunch: true }, 'do-not-isolate'),
    [],
  ],
  [
    'its tag, set long ago by the one whose session is used now',
    {},
    tag('true', herself, 'do-not-isolate'),
    ['do-not-isolate'],
  ],
  [
    'its tag, of which no record has come yet',
    {},
    unrecorded('true', 'do-not-isolate'),
    ['do-not-isolate'],
  ],
  [
    'nothing: the intruder set the tag just now',
    {},
    tag('true', { ...herself, at: justNow.at }, 'do-not-isolate'),
    [],
  ],
  ['nothing: the tag says no', {}, tag('false', bob, 'do-not-isolate'), []],
  ['unread tags', {}, { tags: unread('denied') }, ['do-not-isolate']],
  [
    'its tag, old and of another session of that role',
    {},
    tag('', colleague(bob.at), 'do-not-isolate'),
    ['do-not-isolate'],
  ],
  [
    'nothing: another session of that role set the tag just now',
    {},
    tag('', colleague(justNow.at), 'do-not-isolate'),
    [],
  ],
  ['two others within the hour', lately('aws', OTHER, 'i-00000001'), {}, ['too-many']],
  ['nothing: one other, told twice', lately('aws', OTHER, OTHER), {}, []],
  ['one other on the word of a host, for a host', lately('host', OTHER), onHost, ['too-many']],
  ['nothing: what hosts say leaves room for AWS', lately('host', OTHER), {}, []],
  ['nothing: what AWS says leaves room for a host', lately('aws', OTHER), onHost, []],
  ['the minimum of its group', group(2, 2), {}, ['group-minimum']],
  ['the minimum of its group, by the number desired', group(2, 3, 2), {}, ['group-minimum']],
  ['nothing: its group has one to spare', group(2, 3), {}, []],
  ['an earlier isolation', { isolatedFor: read('inc-7') }, {}, ['isolated-already']],
  [
    'ignorance',
    { group: unread('x'), isolatedLately: unread('x'), isolatedFor: unread('x') },
    {},
    ['too-many', 'group-minimum', 'isolated-already'],
  ],
])('%s keeps a machine from being isolated', (_, different, facts, reasons) => {
  const brakes = brakesOf({ ...free, ...different }, { ...quiet, ...facts }, settings, 2);
  expect(brakes.map(({ reason }) => reason)).toEqual(reasons);
  for (const { sentence } of brakes)
    expect(sentence).toMatch(new RegExp(`^${MACHINE} was not isolated: .+ Decide by hand\\.$`));
});
