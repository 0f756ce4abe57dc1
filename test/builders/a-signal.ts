import type { Evidence } from '../../shared/domain/evidence';
import type { EventSignal, Signal } from '../../shared/domain/signal';
import { at } from './at';

/** A role that an attacker assumed. */
export const ATTACKER = 'arn:aws:sts::111122223333:assumed-role/Deploy/mallory';

export const evidenceOf = (different: Partial<Evidence> = {}): Evidence => ({
  eventId: 'event-1',
  eventSource: 'cloudtrail.amazonaws.com',
  eventName: 'StopLogging',
  actor: {
    type: 'AssumedRole',
    principal: ATTACKER,
    accountId: '111122223333',
    chain: ['arn:aws:iam::111122223333:role/Deploy', ATTACKER],
  },
  sourceIp: '203.0.113.9',
  ...different,
});

/** The event of a StopLogging that took effect at second 0 and reached us a second later. */
export function anEvent({
  id = 'event-1',
  evidence = {},
  ...different
}: Partial<Omit<EventSignal, 'evidence'>> & {
  readonly evidence?: Partial<Evidence>;
} = {}): EventSignal {
  return {
    kind: 'event',
    id,
    accountId: '111122223333',
    region: 'us-east-1',
    eventTime: at(0),
    receivedAt: at(1),
    evidence: evidenceOf({ eventId: id, ...evidence }),
    ...different,
  };
}

export const aCheck = (): Signal => ({
  kind: 'check',
  id: 'check-1',
  accountId: '111122223333',
  region: 'us-east-1',
  by: 'sweep',
  receivedAt: at(1),
});
