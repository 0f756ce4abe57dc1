import { fought, unanswered, withMoments, withNames, withoutLikely } from '../../domain/account';
import type { Contacts } from '../../domain/contact';
import type { Evidence } from '../../domain/evidence';
import { announcedAt } from '../../domain/exemption';
import { likelyEntry } from '../../domain/happening';
import { BECOME_GUARD, becomeGuardSeverity } from '../../domain/impostor';
import { grown, handOf, type IncidentRecord, room } from '../../domain/incident-record';
import type { Lineage } from '../../domain/lineage';
import { incidentKey, isWritten, type Table } from '../table/table';
import { amendIncident } from './hold-incident';

export interface Actor {
  readonly lineage: Lineage;
  readonly contacts: Contacts;
  /** When the walk began; a later walk wins. */
  readonly tracedAt: string;
  /** The call that most likely did it, where no event told of one. */
  readonly evidence?: Evidence;
  /** The caller has become one of our roles: that is for a person, even if everything was put back. */
  readonly impostor?: true;
}

/** The incident exists, and no later walk is on it. */
const NEWEST =
  'attribute_exists(#pk) AND (attribute_not_exists(#tracedAt) OR #tracedAt <= :tracedAt)';

/** Who did it and whom to tell, in place of earlier results. False when a later walk is on it. */
export async function recordActor(
  table: Table,
  id: string,
  { lineage, contacts, tracedAt, evidence, impostor }: Actor,
): Promise<boolean> {
  if (evidence)
    await recordEvidence(table, id, { evidence, tracedAt, ...(impostor && { impostor }) });
  return isWritten(table, {
    key: incidentKey(id),
    set: { lineage, contacts, tracedAt, news: 'yes' },
    when: { expression: NEWEST, values: { tracedAt } },
  });
}

interface Recovered extends Pick<Actor, 'tracedAt' | 'impostor'> {
  readonly evidence: Evidence;
}

/** A call that was found was never heard, so it makes no fight. */
const NO_FIGHT = Number.POSITIVE_INFINITY;

type Traced = IncidentRecord & { readonly tracedAt?: string };

/** Never in place of an event that was heard. It is counted nowhere, since no event told of it. */
const recordEvidence = (
  table: Table,
  id: string,
  { evidence, tracedAt, impostor }: Recovered,
): Promise<Traced | undefined> =>
  amendIncident<Traced>({ table }, id, (held) => {
    if (!held || (held.tracedAt ?? '') > tracedAt) return undefined;
    const known = held.evidence;
    if (known && (!known.certainty || known.eventId === evidence.eventId)) return held;
    const { eventTime = tracedAt } = evidence;
    const planned = announcedAt(held.announced, eventTime);
    const silent = planned
      ? `done while the exemption ${planned.id} was in force`
      : 'no event told of it';
    const found: IncidentRecord = {
      ...withMoments(withoutLikely(held), [likelyEntry({ eventTime, evidence }, silent)], 'blows'),
      evidence,
      ...withNames(held, evidence, handOf({ evidence })),
      ...(impostor && {
        techniques: grown(held.techniques, [BECOME_GUARD], room.techniques),
        severity: becomeGuardSeverity,
      }),
    };
    // An answer covers the identity that turns out later, but not that it was one of our roles.
    return impostor ? unanswered(fought(found, NO_FIGHT), held, tracedAt) : found;
  });
