import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { canonicalText } from '../../shared/domain/canonical-text';

/** The same value with the keys of every object the other way round. */
const turned = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(turned);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([name, one]) => [name, turned(one)]),
  );
};

test('the order of keys does not matter', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(canonicalText(turned(value))).toBe(canonicalText(value));
    }),
  );
});

test('different values have different texts', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const plain = JSON.parse(JSON.stringify(value));
      expect(JSON.parse(canonicalText(value))).toEqual(plain);
    }),
  );
});

test('an undefined field is a missing field', () => {
  expect(canonicalText({ b: 1, a: undefined })).toBe(canonicalText({ b: 1 }));
});

test('the order of a list matters', () => {
  expect(canonicalText(['a', 'b'])).not.toBe(canonicalText(['b', 'a']));
});
