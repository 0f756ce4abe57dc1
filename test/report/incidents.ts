import { aLoginIncident } from '../../services/cli/docs/login/a-login-incident';
import type { Incident } from '../../shared/domain/incident';
import { fullIncident } from '../builders/a-full-incident';
import { anIncident } from '../builders/an-incident';

const { evidence: _, windows: __, restoredAt: ___, ...unseen } = anIncident();
const evidence = anIncident().evidence;

/** A text with markup for a shell, a page, a table and a terminal. */
export const HOSTILE =
  '<script>alert(1)</script>"\'><img src=x onerror=alert(1)> [x](javascript:alert(1)) `x` |\n# h \u202egnp \u001b[2J http://evil.example www.evil.example';

const login = aLoginIncident();

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
  'a login is through': aLoginIncident(),
  'a login was just heard': justHeard(),
  'a host speaks of a login, and every text is hostile': hostileLogin(),
  'every text is long': fullIncident({
    sentence: 'x '.repeat(2_000),
    subjectId: 'x'.repeat(2_000),
  }),
};

/** As the function that hears logins writes it. */
function justHeard(): Incident {
  const { login: _, loginRun: __, playbook: ___, ask: ____, restoredAt: _____, ...rest } = login;
  const { acknowledgement: ______, ...open } = rest;
  return { ...open, state: 'open', acknowledged: false, timeline: login.timeline.slice(0, 1) };
}

function hostileLogin(): Incident {
  const { loginRun = {}, login: known, timeline, ...rest } = aLoginIncident();
  const { custody } = loginRun;
  const [item] = custody?.items ?? [];
  if (!known || !item || !custody) throw new Error('The login incident lacks its parts.');
  const { call: _, ...host } = known;
  return {
    ...rest,
    ...{ sentence: HOSTILE, subjectId: HOSTILE, actors: [HOSTILE], techniques: ['EC2-06'] },
    evidence: {
      ...{ eventSource: 'trailwarden.login', eventName: 'ssh-login', sourceIp: HOSTILE },
      actor: { type: 'Host', principal: HOSTILE, chain: [HOSTILE] },
    },
    login: {
      ...host,
      ...{ row: 'EC2-06', words: 'host', method: 'ssh', osUser: HOSTILE, from: HOSTILE },
      ...{ reason: HOSTILE, keyFingerprint: HOSTILE, tty: HOSTILE, line: HOSTILE },
      target: { kind: 'instance', instanceId: HOSTILE },
    },
    timeline: timeline.map((one) => ({
      ...one,
      text: HOSTILE,
      ...(one.state?.startsWith('ExamineOne') && { state: `ExamineOne ${HOSTILE}` }),
    })),
    loginRun: {
      decision: { verdict: 'unplanned', reason: 'nothing', sentence: HOSTILE },
      considered: [{ reason: 'ticket', holds: 'no', sentence: HOSTILE }],
      ...{
        brakes: [HOSTILE],
        findings: [HOSTILE],
        lookedFor: [{ what: HOSTILE, unread: HOSTILE }],
      },
      custody: { ...custody, items: [{ ...item, id: HOSTILE, from: HOSTILE }] },
    },
  };
}
