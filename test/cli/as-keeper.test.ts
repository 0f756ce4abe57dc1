import { expect, test } from '@jest/globals';
import { wrongClock } from '../../services/cli/target/as-keeper';

test('no baseline is accepted with a clock that is more than a minute off', () => {
  expect([undefined, 0, 60_000, -60_000].map(wrongClock)).toEqual(Array(4).fill(undefined));
  expect(wrongClock(600_000)).toMatch(/10 min ahead of AWS's/);
  expect(wrongClock(-61_000)).toMatch(/1 min behind AWS's/);
});
