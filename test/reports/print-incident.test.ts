import { afterEach, expect, jest, test } from '@jest/globals';
import { printIncident } from '../../services/cli/print-incident';
import type { Incident } from '../../shared/domain/incident';

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
  printIncident(one);
  return write.mock.calls.map(([text]) => String(text)).join('');
}

afterEach(() => {
  jest.restoreAllMocks();
});

test('an incident that nobody undoes ends in what to do, a line each, whole', () => {
  const command = `aws organizations invite-account-to-organization ${'x'.repeat(200)}`;
  expect(printed({ ...incident, guidance: ['Planned? Ask.', command] })).toMatch(
    new RegExp(`What to do.*\\n  1\\. Planned\\? Ask\\.\\n  2\\. ${command}\\n$`),
  );
});

test('an incident that was put back has no guidance', () => {
  expect(printed(incident)).not.toContain('What to do');
});
