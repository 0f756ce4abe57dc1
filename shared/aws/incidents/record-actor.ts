import { withMoments } from '../../domain/account';
import type { Contacts } from '../../domain/contact';
import { actorNames, type Evidence } from '../../domain/evidence';
import { grown, type IncidentRecord, room } from '../../domain/incident-record';
import type { Lineage } from '../../domain/lineage';
import { amend } from '../table/amend';
import { incidentKey } from '../table/keys';
import type { Table } from '../table/table';
import { update } from '../table/update';
import { writeFacets } from './write-facets';

export interface Actor {
  readonly lineage: Lineage;
  readonly contacts: Contacts;
  /** When the walk began; a later one stands. */
  readonly tracedAt: string;
  /** What most likely did it, where no event told of it. */
  readonly evidence?: Evidence;
}

/** There is such an incident, and no later walk is on it. */
const NEWEST =
  'attribute_exists(#pk) AND (attribute_not_exists(#tracedAt) OR #tracedAt <= :tracedAt)';

/** Who did it and whom to tell, in place of what was known before. False when a later walk stands. */
export async function recordActor(
  table: Table,
  id: string,
  { lineage, contacts, tracedAt, evidence }: Actor,
): Promise<boolean> {
  if (evidence) await recordEvidence(table, id, { evidence, tracedAt });
  const written = await update(table, {
    key: incidentKey(id),
    set: { lineage, contacts, tracedAt, news: 'yes' },
    when: { expression: NEWEST, values: { tracedAt } },
  });
  return written !== undefined;
}

type Traced = IncidentRecord & { readonly tracedAt?: string };

/** Never in place of what was heard. It is counted nowhere: nobody has heard of it. */
const recordEvidence = (
  table: Table,
  id: string,
  { evidence, tracedAt }: Required<Pick<Actor, 'evidence' | 'tracedAt'>>,
): Promise<Traced | undefined> =>
  amend<Traced>(
    table,
    incidentKey(id),
    (held) => {
      if (!held || (held.tracedAt ?? '') > tracedAt) return undefined;
      const known = held.evidence;
      if (known && (!known.certainty || known.eventId === evidence.eventId)) return held;
      const { eventName, eventTime = tracedAt, actor } = evidence;
      const text = `Event history has ${eventName} by ${actor.principal} at ${eventTime}: no event told of it, and it is likely what did this`;
      return {
        ...withMoments(held, [{ at: tracedAt, kind: 'noticed', text }], 'moments'),
        evidence,
        actors: grown(held.actors, actorNames(actor), room.actors),
      };
    },
    { before: (next, was) => writeFacets({ table }, next, was) },
  );
