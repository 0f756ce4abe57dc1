import type { Finding } from '../../shared/domain/finding';
import type { Reconciliation } from '../../shared/domain/reconciliation';
import { anEvent } from '../builders/a-signal';
import { aTrail } from '../builders/a-trail';
import { aTrailState } from '../builders/a-trail-state';
import { at } from '../builders/at';

export interface Tampering {
  readonly accountId: string;
  readonly trail?: string;
  readonly eventId: string;
  readonly actor?: string;
  /** When the trail was stopped; second 0 unless told otherwise. */
  readonly second?: number;
  /** The name that the caller gave its client, of any length. */
  readonly userAgent?: string;
}

/** A look that put a stopped trail back: stopped at the second, seen one later, logging after two. */
export function look(tampering: Tampering): Reconciliation {
  const { accountId, eventId, trail = 'main', second = 0 } = tampering;
  const subject = aTrail({ accountId, name: trail });
  const [stoppedAt, startedAt, endedAt] = [at(second), at(second + 1), at(second + 2)];
  const event = anEvent({
    id: eventId,
    accountId,
    eventTime: stoppedAt,
    receivedAt: startedAt,
    evidence: evidenceOf(tampering),
  });
  const window = {
    from: { at: stoppedAt, source: 'GetTrailStatus' },
    to: { at: endedAt, source: 'GetTrailStatus' },
  } as const;
  const finding = { ...notLogging, sentence: `Trail ${subject.id} does not log.`, window };
  return {
    subject,
    signals: [event],
    tampering: [event],
    decision: { kind: 'restore', findings: [finding], steps: [] },
    findings: [finding],
    techniques: [finding.technique],
    severity: 'critical',
    windows: [window],
    taken: [],
    outcome: 'restored',
    observation: { kind: 'present', subject, observedAt: endedAt, state: aTrailState() },
    memory: {},
    startedAt,
    endedAt,
  };
}

const notLogging = {
  technique: 'stop-logging',
  part: 'status.isLogging',
  expected: 'true',
  actual: 'false',
  healed: false,
} satisfies Partial<Finding>;

const evidenceOf = ({ actor: principal, userAgent }: Tampering) => ({
  ...(principal && { actor: { type: 'IAMUser', principal, chain: [principal] } }),
  ...(userAgent && { userAgent }),
});
