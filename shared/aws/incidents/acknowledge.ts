import type { Acknowledgement } from '../../domain/acknowledgement';
import type { Incident } from '../../domain/incident';
import { facetKey, incidentKey } from '../table/keys';
import type { Table } from '../table/table';
import { type Item, update } from '../table/update';
import { incidentFrom } from './incident-item';

/** There is an incident to answer, and nothing happened that the person has not seen. */
const THERE = 'attribute_exists(#acknowledged)';
const SEEN = '(attribute_not_exists(#lastBlowAt) OR #lastBlowAt <= :seen)';
/** In a long fight the list ends, and the answer must still find its place. */
const ROOM = '(attribute_not_exists(#timeline) OR size(#timeline) < :room)';
const MOST = 1_000;

/**
 * Writes down what a person says of an incident. It covers what had happened by then, and nothing that is
 * written down later; with `seen`, the time of the last blow that the person knows of, it is not taken where there was
 * another since. A later answer takes the place of an earlier one, and the timeline keeps both. Nothing
 * when there is no such incident, or not as it was seen; throws when the table did not take it.
 */
export async function acknowledge(
  table: Table,
  id: string,
  answer: Acknowledgement,
  seen?: string,
): Promise<Incident | undefined> {
  const { as, by, at, note } = answer;
  const entry = {
    at,
    kind: 'acknowledged',
    text: `answered ${as} by ${by}${note ? `: ${note}` : ''}`,
  };
  const asked = seen === undefined ? THERE : `${THERE} AND ${SEEN}`;
  const values = { ...(seen !== undefined && { seen }) };
  const change = {
    key: incidentKey(id),
    set: { acknowledged: true, acknowledgement: answer, news: 'yes' },
    copy: { acknowledgedUntil: 'lastBlowAt' },
    add: { revision: 1 },
  };
  // Incidents of older versions do not know when they were struck.
  const dated = (when: string, given: Item) => ({
    expression: `${when} AND attribute_exists(#lastBlowAt)`,
    values: given,
  });
  const item =
    (await update(table, {
      ...change,
      append: { timeline: [entry] },
      when: dated(`${asked} AND ${ROOM}`, { ...values, room: MOST }),
    })) ??
    (await update(table, { ...change, when: dated(asked, values) })) ??
    (await update(table, {
      ...{ key: change.key, set: change.set, add: change.add },
      append: { timeline: [entry] },
      when: { expression: `${THERE} AND attribute_not_exists(#lastBlowAt)` },
    }));
  if (!item) return undefined;
  await leaveUnacknowledged(table, item);
  return incidentFrom(item);
}

/** A blow after the answer has put it on the list again, with a later revision. */
const OLDER = 'attribute_not_exists(#revision) OR #revision < :revision';

const leaveUnacknowledged = (table: Table, { id, revision }: Item) =>
  update(table, {
    key: facetKey(String(id), 'UNACKNOWLEDGED'),
    set: { revision },
    remove: ['facet', 'openedKey'],
    when: { expression: OLDER, values: { revision } },
  });
