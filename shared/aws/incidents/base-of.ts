import { sentenceOf } from '../../domain/happening';
import type { Episode } from '../../domain/memory';
import type { Reconciliation } from '../../domain/reconciliation';
import { subjectKey } from '../../domain/subject';
import { ORGANIZATION, openedKey } from '../table/keys';
import type { Item } from '../table/update';

/** What is written once, by whoever comes first, and never changes. */
export function baseOf(reconciliation: Reconciliation, episode: Episode): Item {
  const { subject, severity, tampering } = reconciliation;
  return {
    id: episode.incidentId,
    subjectKey: subjectKey(subject),
    subjectId: subject.id,
    accountId: subject.accountId,
    region: subject.region,
    organization: ORGANIZATION,
    openedAt: episode.openedAt,
    openedKey: openedKey(episode.openedAt, episode.incidentId),
    severity,
    sentence: sentenceOf(reconciliation),
    acknowledged: false,
    ...(tampering[0] && { evidence: tampering[0].evidence }),
  };
}
