import { expect, test } from '@jest/globals';
import { amend } from '../../shared/aws/table/amend';
import { readItem, update } from '../../shared/aws/table/table';
import { tablePerFile } from './open-test-table';

const table = tablePerFile();

const key = (sk: string) => ({ pk: 'NOTICE#inc-1', sk });

test('a condition may ask for one value of an attribute while the change sets another', async () => {
  await update(table, { key: key('state'), set: { state: 'dead' } });
  const when = { expression: '#state = :state', values: { state: 'dead' } };
  const change = { key: key('state'), set: { state: 'pending' }, when };
  expect(await update(table, change)).toMatchObject({ state: 'pending' });
  expect(await update(table, change)).toBeUndefined();
});

test('a condition without a value of its own uses the value that the change sets', async () => {
  const at = (number: number) => ({
    key: key('latest'),
    set: { at: number },
    when: { expression: 'attribute_not_exists(#at) OR #at < :at' },
  });
  expect(await update(table, at(2))).toMatchObject({ at: 2 });
  expect(await update(table, at(1))).toBeUndefined();
  expect(await update(table, at(3))).toMatchObject({ at: 3 });
});

test('a list can grow beside an attribute that is called none', async () => {
  const item = await update(table, {
    key: key('list'),
    set: { none: 'of it' },
    append: { entries: ['one'] },
  });
  expect(item).toMatchObject({ none: 'of it', entries: ['one'] });
});

test('a changed and grown list reads back whole, be it short or long', async () => {
  for (const length of [3, 50]) {
    const list = Array.from({ length }, (_, n) => ({ n }));
    const item = key(`rows-${length}`);
    await amend(table, item, () => ({ list }));
    const next = [...list.with(1, { n: 100 }), { n: 200 }, { n: 300 }];
    await amend(table, item, () => ({ list: next }));
    expect(await readItem(table, item)).toMatchObject({ list: next });
    const other = next.map(({ n }) => ({ n: n + 1 }));
    await amend(table, item, () => ({ list: other }));
    expect(await readItem(table, item)).toMatchObject({ list: other });
  }
});
