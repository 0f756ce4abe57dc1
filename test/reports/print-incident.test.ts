import { afterEach, expect, jest, test } from '@jest/globals';
import { printIncident } from '../../services/cli/incidents/print-incident';
import { durationText } from '../../shared/domain/duration-text';
import type { Incident } from '../../shared/domain/incident';
import { blindText } from '../../shared/tell/report/sections/at-a-glance';
import { whatHappened } from '../../shared/tell/report/sections/what-happened';
import { anIncident } from '../builders/an-incident';

const incident: Incident = {
  id: 'inc-20261121t204953-9f2c41',
  subjectKey: 'report#ORG-02#111122223333',
  subjectId: '111122223333',
  accountId: '111122223333',
  region: 'us-east-1',
  state: 'escalated',
  outcome: 'escalated',
  severity: 'critical',
  acknowledged: false,
  techniques: ['ORG-02'],
  actors: [],
  sentence: 'Account 111122223333 left the organization and its trail.',
  openedAt: '2026-11-21T20:49:53.000Z',
  lastSeenAt: '2026-11-21T20:49:53.000Z',
  events: 1,
  redeliveries: 0,
  blindMs: 0,
  windows: [],
  timeline: [],
};

function printed(one: Incident): string {
  const write = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  printIncident(one, '2026-11-22T00:00:00.000Z');
  return write.mock.calls.map(([text]) => String(text)).join('');
}

afterEach(() => {
  jest.restoreAllMocks();
});

test('a window that an event began is known to the second, and its length is the most it can be', () => {
  const from = { at: '2026-11-21T22:39:37.000Z', source: 'event' } as const;
  const to = { at: '2026-11-21T22:39:38.000Z', source: 'GetTrailStatus' } as const;
  const deleted = anIncident({ windows: [{ from, to }], blindMs: 1_000 });
  expect(blindText(deleted)).toBe('at most 1.0 s in 1 window');
  const told = JSON.stringify(whatHappened(deleted));
  expect(told).toContain('2026-11-21T22:39:37.000Z (by the event, to the second)');
  expect(told).toContain('nothing is logged from some time in this second on');
  expect(blindText(anIncident())).toBe('2 min 5 s in 1 window');
});

test('a list and a report say the same of one duration', () => {
  expect(durationText(248_700)).toBe('4 min 8 s');
  expect(durationText(59_990)).toBe('59.9 s');
  expect(durationText(999.6)).toBe('999 ms');
});

test('what was noted with an incident that is not undone is printed whole, a line each', () => {
  const command = `aws organizations invite-account-to-organization ${'x'.repeat(200)}`;
  const text = printed({ ...incident, guidance: ['Planned? Ask.', command] });
  expect(text).toContain('  1. Planned? Ask.\n');
  expect(text).toContain(`  2. ${command}\n`);
});

test('an incident is the answer first, then who and what, then what to do, the dark and whom to tell', () => {
  const headings = printed(anIncident()).match(/(?<=\n\n) {2}.+/g);
  expect(headings).toEqual([
    '  At a glance',
    '  Who did it',
    '  What happened',
    '  What to do',
    '  What happened in the dark',
    '  Whom to tell',
    '  About this report',
  ]);
});

test('the time in which nothing was logged is drawn, with how long each gap was', () => {
  const text = printed(anIncident());
  expect(text).toMatch(/20:49:50\.000 {2}┃ blind +nothing is logged from here on\n +┃ 3\.0 s\n/);
  expect(text).toMatch(/ +┃ 2 min 1 s\n +┃\n +┃\n/);
  expect(text).toMatch(/20:51:55\.000 {2}│ lit +CloudTrail logs again/);
  expect(text).toContain('Times of CloudTrail and ours may differ by some ms.');
});

test('what an attacker typed does not steer the terminal', () => {
  const text = printed(anIncident({ sentence: 'Trail \u001b[2J\u202egnp.x is stopped.' }));
  expect(text).toContain('Trail \\u{1b}[2J\\u{202e}gnp.x is stopped.');
  expect(text).not.toContain('\u001b');
  expect(text).not.toContain('\u202e');
});

test('an incident of which nothing more is known yet says so', () => {
  const text = printed(incident);
  expect(text).toContain('Not known: a look found it, and no record of a call reached us.');
  expect(text).toContain('the account is no longer heard');
  expect(text).toContain('Not known yet: no contact has been looked up.');
});
