import type { Acknowledgement } from '../../domain/acknowledgement';
import type { Incident } from '../../domain/incident';
import { becomeNamed, type Named } from '../become-named';
import type { Connection } from '../connection';
import { facetKey, type Item, incidentKey, type Table, update } from '../table/table';
import { incidentFrom } from './incident-item';

/** The incident exists, and has no blow that the person has not seen. */
const THERE = 'attribute_exists(#acknowledged)';
const SEEN = '(attribute_not_exists(#lastBlowAt) OR #lastBlowAt <= :seen)';
/** In a long fight the list is full, and the answer must still have a place. */
const ROOM = '(attribute_not_exists(#timeline) OR size(#timeline) < :room)';
const MOST = 1_000;

/**
 * Writes down what a person says of an incident. The answer covers blows that had happened by then, and none that is
 * written down later. With `seen`, the time of the last blow that the person knows of, it is refused if there was
 * another since. A later answer takes the place of an earlier one, and the timeline keeps both. Nothing when there
 * is no such incident, or it has changed since it was seen; throws when the table did not take it.
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
  // Incidents of older versions have no time of the last blow.
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

export const ACKNOWLEDGER_ROLE = 'trailwarden-acknowledger';

/** The role that may answer incidents and do nothing else. Rejects with the SDK's error. */
export const becomeAcknowledger = (connection: Connection): Promise<Named> =>
  becomeNamed(ACKNOWLEDGER_ROLE, connection);
