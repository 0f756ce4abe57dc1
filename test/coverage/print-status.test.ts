import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { printStatus } from '../../services/cli/status/print-status';
import type { PlaceState, PlaceStateName } from '../../shared/watch/coverage/place-state';
import type { BeatingState } from '../../shared/watch/heartbeat/with-pulses';
import { CENTRE_UNHEARD } from '../../shared/watch/heartbeat/with-ticks';
import { anIncident } from '../builders/an-incident';
import { at } from '../builders/at';

const regions = ['us-east-1', 'eu-west-1'];
const now = new Date(at(7_200));

let said: string[];
beforeEach(() => {
  said = [];
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    said.push(String(text));
    return true;
  });
});
afterEach(() => {
  jest.restoreAllMocks();
});

const aPlace = (number: number, region: string, state: PlaceStateName): PlaceState => ({
  accountId: String(111122220000 + number),
  name: `account ${number}`,
  region,
  state,
  since: at(0),
  trails: [{ id: 'arn:aws:cloudtrail:us-east-1:444455556666:trail/all', isOrganization: true }],
  ...(state === 'blind' && { why: 'all: not logging' }),
});

/** An organization of so many accounts, the first ones of which are blind in the first Region. */
const organization = (accounts: number, blind: number): readonly PlaceState[] =>
  Array.from({ length: accounts }, (_, number) => number).flatMap((number) =>
    regions.map((region) =>
      aPlace(number, region, number < blind && region === 'us-east-1' ? 'blind' : 'guarded'),
    ),
  );

const printed = (accounts: number, blind: number): string => {
  printStatus({ places: organization(accounts, blind), regions, now });
  return said.join('');
};

test('with five accounts each is shown, and each problem in a sentence', () => {
  const text = printed(5, 1);
  expect(text).toContain('5 accounts × 2 Regions: 1 blind, 9 guarded.');
  for (let number = 0; number < 5; number += 1) expect(text).toContain(`account ${number}`);
  expect(text).toContain('guarded (organization)');
  expect(text).toContain(
    '111122220000 (account 0) us-east-1 is blind since 2026-11-21T20:00:00Z (2 h 0 min ago): all: not logging',
  );
});

test('accounts whose roles’ baselines lack the boundary’s text are one line, with the command', () => {
  const places = organization(7, 0);
  const unkept = Array.from({ length: 7 }, (_, number) => {
    const accountId = String(111122220000 + number);
    const name = `account ${number}`;
    return { accountId, name, roles: [`arn:aws:iam::${accountId}:role/trailwarden-guard`] };
  });
  printStatus({ places, regions, now, unkept });
  const line = said
    .join('')
    .split('\n')
    .filter((one) => one.includes('boundary'));
  expect(line).toHaveLength(1);
  expect(line[0]).toMatch(
    /^7 accounts .*: 111122220000 \(account 0\), .*, 111122220004 \(account 4\) and 2 more\. /,
  );
  expect(line[0]).toContain('trailwarden baseline accept --kind warden --why');
});

test('the last heartbeat is printed below each state, and silence is told in a sentence', () => {
  const [first, second] = organization(1, 0);
  const places = [
    { ...first, heartbeat: { kind: 'heard', at: at(7_020), latencyMs: 1_200 } },
    { ...second, heartbeat: { kind: 'silent', since: at(3_600) } },
  ] as readonly BeatingState[];
  printStatus({ places, regions, now });
  const text = said.join('');
  expect(text).toContain('heard 3 min 0 s ago in 1.2 s');
  expect(text).toContain('Heartbeats: 1 heard (half of them within 1.2 s), 1 silent.');
  expect(text).toContain('111122220000 (account 0) eu-west-1: silent since 2026-11-21T21:00:00Z');
});

test('when no tick of any account arrives, one line says so, and not one for each place', () => {
  const places = organization(3, 0).map(
    (place): PlaceState => ({ ...place, state: 'silent', since: at(7_000), why: CENTRE_UNHEARD }),
  );
  printStatus({ places, regions, now, centre: { unheardSince: at(7_000) } });
  const text = said.join('');
  expect(text).toMatch(
    /The centre does not receive ticks: the last one of any account came 3 min 20 s ago: look at the rule trailwarden-ticks/,
  );
  expect(text).not.toContain(CENTRE_UNHEARD);
  printStatus({ places: [], regions, now, centre: { unheardSince: at(7_000), incident: 'inc-1' } });
  expect(said.join('')).toContain('trailwarden-ticks is not what it must be (inc-1).');
});

test('with five thousand accounts the sums and the worst places fit on one screen', () => {
  const text = printed(5_000, 30);
  expect(text).toContain('5000 accounts × 2 Regions: 30 blind, 9970 guarded.');
  expect(text).toMatch(/guarded \(organization\)\W+4970\W+5000/);
  expect(text).toContain('… and 10 more; --json has all of them.');
  expect(text.split('\n').length).toBeLessThan(40);
});

test('a thousand blind accounts do not hide one that could not be reached', () => {
  const lost: PlaceState = {
    ...aPlace(7_000, 'us-east-1', 'unreachable'),
    why: 'sts:AssumeRole was not answered (TimeoutError)',
  };
  const inBoth = regions.map((region) => ({ ...lost, region }));
  printStatus({ places: [...organization(2_000, 1_000), ...inBoth], regions, now });
  expect(said.join('')).toMatch(
    /\(account 7000\) us-east-1, eu-west-1 is unreachable since .*not answered/,
  );
  expect(said.join('')).toContain('… and 990 more; --json has all of them.');
});

test('an organization that no sweep ever looked at is told so', () => {
  expect(printed(1, 0)).toContain('No scheduled sweep has begun yet.');
});

test('the status says when the last sweep ended and how far it got', () => {
  const sweep = { id: 's', startedAt: at(0), accounts: 5, regions, everyMinutes: 60 };
  printStatus({ places: [], regions, now, sweep });
  printStatus({ places: [], regions, now, sweep: { ...sweep, finishedAt: at(3_600) } });
  expect(said.join('')).toContain('A sweep that began 2 h 0 min ago asked for 5 accounts so far.');
  expect(said.join('')).toContain('The last sweep ended 1 h 0 min ago and asked for 5 accounts.');
});

test('the status says how old the looks are, what is watched and what is not whole', () => {
  const places = organization(1, 0).map((place) => ({
    ...place,
    lookedAt: at(6_480),
    by: 'trailwarden sweep 0a1b2c3d',
    exempt: [{ until: at(9_000), differs: 'Trail main is not logging.' }],
  }));
  const here = { accountId: '111122220000', region: 'us-east-1' };
  const watch = { ...here, startedAt: at(7_170), why: 'trail main was started', look: 2, quiet: 0 };
  const incident = anIncident({ ...here, id: 'inc-1', state: 'open' });
  const unrest = { watches: [{ ...watch, nextAt: at(7_215) }], incidents: [incident] };
  printStatus({ places, regions, now, unrest });
  const text = said.join('');
  expect(text).toContain('seen 12 min 0 s ago');
  expect(text).toContain('The last look asked for by hand was 12 min 0 s ago.');
  expect(text).toContain(
    '111122220000 (account 0) us-east-1 is watched: trail main was started, 30.0 s ago; next look in 15.0 s',
  );
  const late = { watches: [{ ...watch, nextAt: at(7_100) }], incidents: [] };
  printStatus({ places, regions, now, unrest: late });
  expect(said.join('')).toMatch(/30\.0 s ago; .*its next look is 1 min 40 s overdue/);
  expect(text).toContain('111122220000 (account 0) us-east-1: inc-1 is open: ');
  expect(text).toContain(
    `111122220000 (account 0) us-east-1: exempt until ${at(9_000).slice(0, 19)}Z, differs: Trail main is not logging.`,
  );
});

test('the status shows the present state of an open incident, not how it was first found', () => {
  const here = { accountId: '111122220000', region: 'us-east-1' };
  const sentence = 'Trail main was stopped and is logging again.';
  const { restoredAt: _, ...off } = anIncident({
    ...here,
    id: 'inc-1',
    state: 'escalated',
    sentence,
  });
  const unrest = { watches: [], incidents: [{ ...off, blindSince: at(7_000) }] };
  printStatus({ places: organization(1, 0), regions, now, unrest });
  const text = said.join('');
  expect(text).toContain('inc-1 is escalated: Trail main was stopped; it is not back yet.');
  expect(text).not.toContain('is logging again');
});

test('a place without a recorded look is shown as never looked at', () => {
  printStatus({ places: [aPlace(0, 'us-east-1', 'never')], regions: ['us-east-1'], now });
  expect(said.join('')).toContain('111122220000 (account 0) us-east-1 was never looked at\n');
  expect(said.join('')).toContain('1 account × 1 Region: ');
});

test('a guarded place whose trail is not delivered is shown apart, and the trail is one line with the reason', () => {
  const trails = [
    {
      id: 'arn:aws:cloudtrail:us-east-1:444455556666:trail/all',
      ...{ isOrganization: true, deliveryError: 'AccessDenied' },
    },
  ];
  const places = organization(3, 0).map((place) => ({ ...place, trails }));
  printStatus({ places, regions, now });
  const text = said.join('');
  expect(text).toContain('guarded (organization), not');
  const line =
    'the files of arn:aws:cloudtrail:us-east-1:444455556666:trail/all are not delivered (AccessDenied)';
  expect(text.split(line)).toHaveLength(2);
});

test('all guarded places without a tick are one line', () => {
  const places = organization(30, 0).map((place) => ({ ...place, neverTicked: true as const }));
  printStatus({ places, regions, now });
  const text = said.join('');
  expect(text.split('No tick was ever heard of')).toHaveLength(2);
  expect(text).toContain('; and 50 more: the member stack is older than ticks');
});
