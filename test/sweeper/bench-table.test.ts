import { expect, test } from '@jest/globals';
import { holdsFor } from '../../services/cli/bench/sweep/condition';
import { costsOf } from '../../services/cli/bench/sweep/prices';
import { openTable } from '../../services/cli/bench/sweep/table';

const key = { pk: { S: 'COVERAGE#us-east-1#3' }, sk: { S: 'ACCOUNT#111122223333' } };
const names = { '#lookedAt': 'lookedAt', '#outcome': 'outcome', '#count': 'count' };

const look = (lookedAt: string, outcome = 'guarded') => ({
  update: 'SET #lookedAt = :lookedAt, #outcome = :outcome ADD #count :one',
  condition: 'attribute_not_exists(#lookedAt) OR #lookedAt < :lookedAt',
  names,
  values: { ':lookedAt': { S: lookedAt }, ':outcome': { S: outcome }, ':one': { N: '1' } },
});

test('the table of the bench accepts a write only if its condition holds', () => {
  const table = openTable();
  expect(table.update(key, look('10:00'))).toMatchObject({ count: { N: '1' } });
  expect(table.update(key, look('09:00', 'blind'))).toBeUndefined();
  expect(table.update(key, look('11:00', 'blind'))).toEqual({
    ...key,
    lookedAt: { S: '11:00' },
    outcome: { S: 'blind' },
    count: { N: '2' },
  });
});

test('the table of the bench keeps values that are set once, appends to lists, and finds by the beginning of a key', () => {
  const table = openTable();
  const change = {
    update:
      'SET #since = if_not_exists(#since, :at), #said = list_append(if_not_exists(#said, :none), :said) REMOVE #gone',
    names: { '#since': 'since', '#said': 'said', '#gone': 'gone' },
  };
  const values = (at: string) => ({
    ':at': { S: at },
    ':none': { L: [] },
    ':said': { L: [{ S: at }] },
  });
  table.put({ ...key, gone: { S: 'soon' } });
  table.update(key, { ...change, values: values('1') });
  table.update(key, { ...change, values: values('2') });
  const found = table.query('#pk = :pk AND begins_with(#sk, :prefix)', {
    names: { '#pk': 'pk', '#sk': 'sk' },
    values: { ':pk': key.pk, ':prefix': { S: 'ACCOUNT#' } },
  });
  expect(found).toEqual([{ ...key, since: { S: '1' }, said: { L: [{ S: '1' }, { S: '2' }] } }]);
});

test('conditions are read as DynamoDB reads them: AND before OR, parentheses first', () => {
  const meaning = {
    names: { '#a': 'a', '#b': 'b' },
    values: { ':x': { S: 'x' }, ':n': { N: '9' } },
  };
  const item = { a: { S: 'x' }, b: { N: '10' } };
  const holds = (expression: string) => holdsFor(item, expression, meaning);
  expect(holds('#a = :x OR #a = :x AND #b < :n')).toBe(true);
  expect(holds('(#a = :x OR #a = :x) AND #b < :n')).toBe(false);
  expect(holds('NOT attribute_exists(#a)')).toBe(false);
  expect(() => holds('#a ~ :x')).toThrow();
});

test('the cost is the price per unit times the units used', () => {
  expect(costsOf({ sqsRequest: 2_500_000, kmsCall: 20_000 }).map(({ total }) => total)).toEqual([
    1, 0.06,
  ]);
});
