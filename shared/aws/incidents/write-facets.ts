import type { IncidentRecord } from '../../domain/incident-record';
import { facetKey } from '../table/keys';
import { update } from '../table/update';
import type { Book } from './book';

type Named = Pick<
  IncidentRecord,
  'id' | 'openedKey' | 'subjectKey' | 'techniques' | 'actors' | 'acknowledged' | 'revision'
>;

/**
 * A row for each thing an incident is asked for by that may be more than one. It names the incident and nothing
 * else, so it is written once, when the name is new: before the incident itself, so that nobody who is
 * killed in between leaves a name that finds nothing. A row whose incident is not there is passed over. A name that gave
 * way on the incident still finds it.
 */
export async function writeFacets(
  { table }: Pick<Book, 'table'>,
  next: Named,
  was?: Named,
): Promise<void> {
  const known = new Set(was ? facetsOf(was) : []);
  const { id, openedKey } = next;
  const revision = (was?.revision ?? 0) + 1; // of the write that follows
  await Promise.all(
    facetsOf(next)
      .filter((facet) => !known.has(facet))
      .map((facet) =>
        update(table, { key: facetKey(id, facet), set: { facet, openedKey, revision } }),
      ),
  );
}

const facetsOf = ({ subjectKey, techniques, actors, acknowledged }: Named): readonly string[] => [
  `SUBJECT#${subjectKey}`,
  ...[...(techniques ?? [])].map((technique) => `TECHNIQUE#${technique}`),
  ...[...(actors ?? [])].map((actor) => `ACTOR#${actor}`),
  ...(acknowledged ? [] : ['UNACKNOWLEDGED']),
];
