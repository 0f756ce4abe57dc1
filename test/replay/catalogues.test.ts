import { expect, test } from '@jest/globals';
import { allTechniques, findTechnique } from '../../shared/tampering/catalogue';
import { rows, rowsFor } from '../../shared/tampering/records/catalogue';

const calls = allTechniques.flatMap(({ id, events }) =>
  Object.entries(events).flatMap(([eventSource, names]) =>
    names.map((eventName) => [id, eventSource, eventName] as const),
  ),
);

test.each(calls)('%s: %s %s is known to a replay', (_id, eventSource, eventName) => {
  expect(rowsFor({ eventSource, eventName })).not.toEqual([]);
});

const linked = rows.flatMap(({ id, title, technique }) =>
  technique ? [[technique, id, title] as const] : [],
);

test.each(linked)(
  '%s has one row and one title, in a replay too: %s %s',
  (technique, row, title) => {
    expect(findTechnique(technique)).toMatchObject({ row, title });
  },
);
