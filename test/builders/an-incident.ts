import type { Incident } from '../../shared/domain/incident';

/** A trail that a session of Admin stopped for two minutes, put back. */
export const anIncident = (different: Partial<Incident> = {}): Incident => ({
  id: 'inc-20261121t204953-9f2c41',
  subjectKey: 'trail#arn:aws:cloudtrail:eu-west-1:111122223333:trail/main',
  subjectId: 'arn:aws:cloudtrail:eu-west-1:111122223333:trail/main',
  accountId: '111122223333',
  region: 'eu-west-1',
  state: 'restored',
  outcome: 'restored',
  severity: 'critical',
  acknowledged: false,
  techniques: ['stop-logging'],
  actors: ['arn:aws:sts::111122223333:assumed-role/Admin/mallory'],
  evidence: {
    eventId: '6f1e2d3c-0000-4000-8000-000000000001',
    eventSource: 'cloudtrail.amazonaws.com',
    eventName: 'StopLogging',
    actor: {
      type: 'AssumedRole',
      principal: 'arn:aws:sts::111122223333:assumed-role/Admin/mallory',
      accountId: '111122223333',
      accessKeyId: 'ASIAEXAMPLEEXAMPLE01',
      chain: [
        'arn:aws:iam::111122223333:role/Admin',
        'arn:aws:sts::111122223333:assumed-role/Admin/mallory',
      ],
    },
    sourceIp: '203.0.113.7',
    userAgent: 'aws-cli/2.31.0',
  },
  sentence: 'Trail main is stopped.',
  openedAt: '2026-11-21T20:49:53.000Z',
  lastSeenAt: '2026-11-21T20:51:55.000Z',
  restoredAt: '2026-11-21T20:51:55.000Z',
  events: 1,
  redeliveries: 0,
  blindMs: 125_000,
  windows: [
    {
      from: { at: '2026-11-21T20:49:50.000Z', source: 'GetTrailStatus' },
      to: { at: '2026-11-21T20:51:55.000Z', source: 'GetTrailStatus' },
    },
  ],
  timeline: [
    {
      at: '2026-11-21T20:49:50.000Z',
      kind: 'tampered',
      text: 'StopLogging by arn:aws:sts::111122223333:assumed-role/Admin/mallory from 203.0.113.7',
    },
    { at: '2026-11-21T20:49:53.000Z', kind: 'noticed', text: 'noticed through an event' },
    {
      at: '2026-11-21T20:51:54.000Z',
      kind: 'step',
      text: 'StartLogging on main (reflex): accepted',
    },
    {
      at: '2026-11-21T20:51:55.000Z',
      kind: 'restored',
      text: 'read back: as its baseline says',
    },
  ],
  ...different,
});
