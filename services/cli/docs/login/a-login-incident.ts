import type { Incident } from '../../../../shared/domain/incident';
import { ACCOUNT, actor, ID, login, MACHINE, PRINCIPAL, REGION } from './the-login';
import { loginRun } from './the-run';
import { timeline } from './the-timeline';

/**
 * A login that its people did not know, from the session to the release the next morning: the same on every day, for
 * the pictures of the docs and for tests.
 */
export const aLoginIncident = (different: Partial<Incident> = {}): Incident => ({
  id: ID,
  subjectKey: `instance#arn:aws:ec2:${REGION}:${ACCOUNT}:instance/${MACHINE}`,
  subjectId: `arn:aws:ec2:${REGION}:${ACCOUNT}:instance/${MACHINE}`,
  ...{ accountId: ACCOUNT, region: REGION, state: 'restored', outcome: 'unchanged' },
  ...{ severity: 'medium', acknowledged: true, techniques: ['EC2-01'], actors: [PRINCIPAL] },
  evidence: {
    eventId: login.id,
    eventTime: login.at,
    ...{ eventSource: 'ssm.amazonaws.com', eventName: 'StartSession', actor },
    ...{ sourceIp: '203.0.113.7', userAgent: 'aws-cli/2.31.0' },
  },
  sentence: `${PRINCIPAL} (203.0.113.7) opened a session on ${MACHINE}.`,
  openedAt: '2026-11-21T02:13:09.402Z',
  lastSeenAt: '2026-11-21T02:13:09.402Z',
  restoredAt: '2026-11-21T09:02:40.014Z',
  ...{ events: 1, redeliveries: 0, blindMs: 0, windows: [] },
  acknowledgement: {
    as: 'planned',
    by: `arn:aws:sts::${ACCOUNT}:assumed-role/Admin/alice`,
    at: '2026-11-21T09:01:12.000Z',
  },
  login,
  loginRun,
  ask: {
    question: `May ${MACHINE} be released? "planned" puts back what was there; "not-me" and "handled" keep it contained.`,
    byDefault: 'it stays contained.',
    ...{ askedAt: '2026-11-21T03:14:31.062Z', until: '2026-11-24T03:14:31.062Z' },
    ended: { at: '2026-11-21T09:01:20.226Z', as: 'planned', text: 'it is put back' },
  },
  playbook: {
    ...{ name: 'instance-login', endedAt: '2026-11-21T09:02:40.014Z' },
    lines: ['ask (nothing): Nothing says whether it was planned.', 'planned: it is put back.'],
  },
  timeline,
  ...different,
});
