import { createHash } from 'node:crypto';
import { sentenceOf } from '../../domain/happening';
import type { IncidentRecord } from '../../domain/incident-record';
import type { Episode } from '../../domain/memory';
import type { Reconciliation } from '../../domain/reconciliation';
import { subjectKey } from '../../domain/subject';
import { ORGANIZATION, openedKey } from '../table/keys';

type Head = Pick<
  IncidentRecord,
  'subjectKey' | 'subjectId' | 'accountId' | 'region' | 'severity' | 'sentence'
>;

/** A new incident, before anything is counted on it. */
export function beginning(
  head: Head & Partial<IncidentRecord>,
  { incidentId: id, openedAt, since, previous, follows, priorBlows }: Episode,
): IncidentRecord {
  return {
    id,
    organization: ORGANIZATION,
    openedAt,
    openedKey: openedKey(openedAt, id),
    lastSeenAt: openedAt,
    state: 'open',
    outcome: 'failed',
    acknowledged: false,
    events: 0,
    redeliveries: 0,
    blindMs: 0,
    ...(since && { since }),
    ...(previous && { previous }),
    ...(follows && { follows }),
    ...(priorBlows && { priorBlows }),
    ...head,
  };
}

/** The same, for what a look found. */
export function baseOf(reconciliation: Reconciliation, episode: Episode): IncidentRecord {
  const { subject, severity, announced } = reconciliation;
  return beginning(
    {
      subjectKey: subjectKey(subject),
      subjectId: subject.id,
      accountId: subject.accountId,
      region: subject.region,
      severity,
      sentence: sentenceOf(reconciliation),
      ...(announced && { announced }),
    },
    episode,
  );
}

/**
 * `inc-20261121t204953-9f2c41`: sorts by time, and the same look at the same subject gives the same id. `after` is
 * the incident before it, where there is one.
 */
export function incidentId(subjectKey: string, openedAt: string, after = ''): string {
  const time = openedAt.slice(0, 19).replaceAll(/[-:]/g, '').toLowerCase();
  const digest = createHash('sha256').update(`${subjectKey} ${openedAt}${after}`).digest('hex');
  return `inc-${time}-${digest.slice(0, 6)}`;
}
