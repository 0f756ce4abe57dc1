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
