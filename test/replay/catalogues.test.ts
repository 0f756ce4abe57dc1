import { expect, test } from '@jest/globals';
import { allTechniques, findTechnique } from '../../shared/tampering/catalogue';
import { rows, rowsFor } from '../../shared/tampering/records/catalogue';
import { findReported, reportedRows } from '../../shared/tampering/reported/catalogue';

const callsOf = (events: Readonly<Record<string, readonly string[]>>): readonly string[] =>
  Object.entries(events).flatMap(([source, names]) => names.map((name) => `${source} ${name}`));

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

test.each(allTechniques)(
  'a row of a replay names technique $id, or each of its calls may be another way of tampering',
  ({ id, events }) => {
    if (rows.some(({ technique }) => technique === id)) return;
    const others = new Set([
      ...allTechniques.filter((other) => other.id !== id).flatMap((other) => callsOf(other.events)),
      ...rows.filter((row) => findReported(row.id)).flatMap((row) => callsOf(row.events)),
    ]);
    expect(callsOf(events).filter((call) => !others.has(call))).toEqual([]);
  },
);

test.each(reportedRows)(
  'what is told as $row has a row in a replay, of a title of $row',
  (told) => {
    const { row, notForwarded = {} } = told;
    const same = rows.filter(({ id, technique }) => id === row && technique === undefined);
    expect(same).not.toEqual([]);
    // What only a replay hears of may have a title of its own: no incident has another one.
    const heard = same.filter(({ events }) =>
      callsOf(events).some((call) => !Object.hasOwn(notForwarded, call)),
    );
    // Beside it stand techniques of the same row, where the record does not tell which of them it was.
    const titles = [told, ...allTechniques.filter((technique) => technique.row === row)];
    for (const { title } of heard) expect(titles.map((one) => one.title)).toContain(title);
  },
);
