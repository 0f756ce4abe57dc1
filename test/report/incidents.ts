import type { Incident } from '../../shared/domain/incident';
import { fullIncident } from '../builders/a-full-incident';
import { anIncident } from '../builders/an-incident';

const { evidence: _, windows: __, restoredAt: ___, ...unseen } = anIncident();
const evidence = anIncident().evidence;

/** A text with markup for a shell, a page, a table and a terminal. */
export const HOSTILE =
  '<script>alert(1)</script>"\'><img src=x onerror=alert(1)> [x](javascript:alert(1)) `x` |\n# h \u202egnp \u001b[2J http://evil.example www.evil.example';

/** Incidents of every shape there is, by what is special about them. */
export const incidents: Readonly<Record<string, Incident>> = {
  'everything is known': fullIncident(),
  'only the record is known': anIncident(),
  'no actor is known': { ...unseen, windows: [], blindMs: 0 },
  'it is blind still': { ...anIncident({ state: 'open' }), blindSince: '2026-11-21T20:51:59.000Z' },
  'nothing could be read': anIncident({ techniques: [], state: 'escalated', escalation: 'Look.' }),
  'AWS refused the call': anIncident({ state: 'attempted', windows: [], timeline: [] }),
  'it is told and not undone': anIncident({
    ...{ techniques: ['ORG-02'], subjectKey: 'report#ORG-02#111122223333' },
    ...{ subjectId: '111122223333', guidance: ['Planned? Ask.', 'Invite it again.'] },
  }),
  'AWS itself called': anIncident({
    ...(evidence && { evidence: { ...evidence, sourceIp: 'cloudformation.amazonaws.com' } }),
  }),
  'it was dealt with': fullIncident({
    acknowledgement: { as: 'handled', by: 'x', at: '2026-11-21T22:00:00.000Z' },
  }),
  'every text is hostile': fullIncident({
    ...{ sentence: HOSTILE, subjectId: HOSTILE, escalation: HOSTILE, actors: [HOSTILE] },
    timeline: [{ at: '2026-11-21T20:49:50.000Z', kind: 'tampered', text: HOSTILE }],
    guidance: [HOSTILE],
    ...(evidence && {
      evidence: {
        ...{ eventSource: HOSTILE, eventName: HOSTILE, sourceIp: HOSTILE, userAgent: HOSTILE },
        actor: { type: HOSTILE, principal: HOSTILE, accessKeyId: HOSTILE, chain: [HOSTILE] },
      },
    }),
    acknowledgement: { as: 'not-me', by: HOSTILE, at: '2026-11-21T21:10:00.000Z', note: HOSTILE },
  }),
  'every text is long': fullIncident({
    sentence: 'x '.repeat(2_000),
    subjectId: 'x'.repeat(2_000),
  }),
};
