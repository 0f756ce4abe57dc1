import { facetKey } from '../table/keys';
import { type Item, update } from '../table/update';
import type { Book } from './book';
import { summaryOf } from './incident-item';

/** A facet that shows an older state of the incident. */
const OLDER = 'attribute_not_exists(#revision) OR #revision < :revision';

/** The incident's summary under everything it may be asked for that can be more than one. */
export async function writeFacets({ table }: Pick<Book, 'table'>, item: Item): Promise<void> {
  const summary = summaryOf(item);
  const facets = [
    `SUBJECT#${summary.subjectKey}`,
    ...summary.techniques.map((technique) => `TECHNIQUE#${technique}`),
    ...summary.actors.map((actor) => `ACTOR#${actor}`),
    ...(summary.acknowledged ? [] : ['UNACKNOWLEDGED']),
  ];
  const { revision, openedKey } = item;
  await Promise.all(
    facets.map((facet) =>
      update(table, {
        key: facetKey(summary.id, facet),
        set: { facet, openedKey, revision, summary },
        when: { expression: OLDER, values: { revision } },
      }),
    ),
  );
}
