import { expect, test } from '@jest/globals';
import { Recent } from '../../shared/aws/connection';

function recentOf(...keys: readonly string[]): Recent<string> {
  const recent = new Recent<string>(3);
  for (const key of keys) recent.set(key, key);
  return recent;
}

const kept = (recent: Recent<string>, ...keys: readonly string[]) =>
  keys.filter((key) => recent.get(key) !== undefined);

test('the least recently used entry makes room', () => {
  expect(kept(recentOf('a', 'b', 'c', 'd'), 'a', 'b', 'c', 'd')).toEqual(['b', 'c', 'd']);
});

test('reading an entry keeps it', () => {
  const recent = recentOf('a', 'b', 'c');
  recent.get('a');
  recent.set('d', 'd');
  expect(kept(recent, 'a', 'b', 'c', 'd')).toEqual(['a', 'c', 'd']);
});

test('an entry set twice is kept once, with its last value', () => {
  const recent = recentOf('a', 'b', 'c', 'a');
  recent.set('a', 'new');
  expect(kept(recent, 'a', 'b', 'c')).toEqual(['a', 'b', 'c']);
  expect(recent.get('a')).toBe('new');
});

test('a deleted entry is gone', () => {
  const recent = recentOf('a');
  recent.delete('a');
  expect(recent.get('a')).toBeUndefined();
});
