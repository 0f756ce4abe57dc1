import { expect, test } from '@jest/globals';
import { untilOption } from '../../services/cli/exempt/exempt-until';
import { at } from '../builders/at';

const now = new Date(at(0));
const until = (text: string, isLong = false) => untilOption(text, isLong, now).toISOString();

test.each([
  ['30m', at(1_800)],
  ['4h', at(14_400)],
  ['7d', at(7 * 86_400)],
  ['2026-11-22', '2026-11-22T00:00:00.000Z'],
  ['2026-11-22T18:00:00+01:00', '2026-11-22T17:00:00.000Z'],
])('an exemption until %s ends at %s', (text, end) => {
  expect(until(text)).toBe(end);
});

test.each([
  ['soon', '--until "soon" is not a time: write 24h'],
  ['2026-11-22T18:00:00', 'is not a time: a time of day needs its zone'],
  ['2026-11-31', '--until "2026-11-31" is not a time: write 24h'],
  ['2026-11-20', '--until 2026-11-20T00:00:00.000Z is over already.'],
  ['0h', 'is over already.'],
  ['8d', 'is more than 7 days ahead; add --long if you mean that (at most 90 days).'],
  ['91d', 'is more than 90 days ahead; accept a baseline instead'],
])('an exemption until %s is refused', (text, sentence) => {
  expect(() => until(text)).toThrow(sentence);
});

test('a long exemption must be asked for, and has an end too', () => {
  expect(until('30d', true)).toBe(at(30 * 86_400));
  expect(() => until('91d', true)).toThrow('is more than 90 days ahead; accept a baseline instead');
});
