import type { IncidentRecord } from '../../domain/incident-record';
import { facetKey } from '../table/keys';
import { update } from '../table/update';
import type { Book } from './book';

type Named = Pick<
  IncidentRecord,
  'id' | 'openedKey' | 'subjectKey' | 'techniques' | 'actors' | 'acknowledged' | 'revision'
>;

/**
 * A row for each name that an incident is found by and may have several of. It names the incident and nothing
 * else, so it is written once, when the name is new. It is written before the incident itself, so that an invocation
 * that is killed in between leaves no incident that its name does not find. A row whose incident is not there is
 * passed over. A name that gave way on the incident still finds it.
 */
export async function writeFacets(
  { table }: Pick<Book, 'table'>,
  next: Named,
  was?: Named,
): Promise<void> {
  const known = new Set(was ? facetsOf(was) : []);
  const { id, openedKey } = next;
  const revision = (was?.revision ?? 0) + 1; // the revision of the write that follows
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
