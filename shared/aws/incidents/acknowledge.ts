import type { Acknowledgement } from '../../domain/acknowledgement';
import type { Incident } from '../../domain/incident';
import { facetKey, incidentKey } from '../table/keys';
import type { Table } from '../table/table';
import { type Item, update } from '../table/update';
import { incidentFrom } from './incident-item';
import { writeFacets } from './write-facets';

/** There is an incident to answer. */
const THERE = 'attribute_exists(#acknowledged)';
/** As in `note`: in a long fight the list ends, and the answer must still find its place. */
const ROOM = 'attribute_not_exists(#timeline) OR size(#timeline) < :room';

/**
 * Writes down what a person says of an incident. A later answer takes the place of an earlier one, and
 * the timeline keeps both. Nothing when there is no such incident; throws when the table did not take it.
 */
export async function acknowledge(
  table: Table,
  id: string,
  answer: Acknowledgement,
): Promise<Incident | undefined> {
  const { as, by, at, note } = answer;
  const entry = {
    at,
    kind: 'acknowledged',
    text: `answered ${as} by ${by}${note ? `: ${note}` : ''}`,
  };
  const change = {
    key: incidentKey(id),
    set: { acknowledged: true, acknowledgement: answer },
    add: { revision: 1 },
  };
  const item =
    (await update(table, {
      ...change,
      append: { timeline: [entry] },
      when: { expression: `${THERE} AND (${ROOM})`, values: { room: 1_000 } },
    })) ?? (await update(table, { ...change, when: { expression: THERE } }));
  if (!item) return undefined;
  await Promise.all([writeFacets({ table }, item), leaveUnacknowledged(table, item)]);
  return incidentFrom(item);
}

/** A look that has read the incident before the answer must not put it back on the list. */
const OLDER = 'attribute_not_exists(#revision) OR #revision < :revision';

const leaveUnacknowledged = (table: Table, { id, revision }: Item) =>
  update(table, {
    key: facetKey(String(id), 'UNACKNOWLEDGED'),
    set: { revision },
    remove: ['facet', 'openedKey'],
    when: { expression: OLDER, values: { revision } },
  });
