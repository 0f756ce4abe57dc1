import { expect, test } from '@jest/globals';
import { durationText } from '../../shared/domain/duration-text';

test.each([
  [0, '0 ms'],
  [842, '842 ms'],
  [999.6, '999 ms'],
  [12_400, '12.4 s'],
  [59_960, '59.9 s'],
  [119_900, '1 min 59 s'],
  [119_970, '1 min 59 s'],
  [200_000, '3 min 20 s'],
  [3_599_990, '59 min 59 s'],
  [7_500_000, '2 h 5 min'],
])('%d ms is %s: no unit is ever full', (ms, text) => {
  expect(durationText(ms)).toBe(text);
});
