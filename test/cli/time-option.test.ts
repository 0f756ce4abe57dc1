import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { timeOption } from '../../services/cli/options/time-option';
import { UserError } from '../../services/cli/terminal/user-error';

const now = new Date('2026-11-21T20:00:00Z');
const read = (text: string, ahead = false): string =>
  timeOption('--since', text, { now, ahead }).toISOString();

test.each([
  ['24h', '2026-11-20T20:00:00.000Z'],
  ['7d', '2026-11-14T20:00:00.000Z'],
  ['2026-11-22', '2026-11-22T00:00:00.000Z'],
  ['2026-11-22T18:00:00+05:30', '2026-11-22T12:30:00.000Z'],
  ['2026-11-22T18:00-0800', '2026-11-23T02:00:00.000Z'],
  ['2024-02-29T23:59:59.123456Z', '2024-02-29T23:59:59.123Z'],
])('%s is read as %s', (text, at) => {
  expect(read(text)).toBe(at);
});

test.each([
  ...['7', '1', 'inc-5', 'foo 5', '12/11/2026', '2026-1-5', '2026', '', ' ', '24', '4w', '1e3h'],
  ...['2026-02-30', '2026-11-31', '2025-02-29', '2026-13-01', '2026-00-10', '2026-11-00'],
  ...['2026-11-31T10:00:00Z', '2026-11-22T24:00:00Z', '2026-11-22T23:59:60Z', '2026-11-22T10:60Z'],
  ...['2026-12-01T09:00+23:59', '2026-12-01T09:00+14:01', '2026-12-01T09:00+05:99'],
  ...['2026-11-22T18:00', '2026-11-22T18:00:00', '2026-11-22Z', '2026-11-22 18:00:00Z'],
  ...['999999d', '9999999999d', '0001-01-01', '9999-12-31', '-5h', '+5h', '5h ', '5h30m'],
])('"%s" is refused with the valid forms', (text) => {
  expect(() => read(text)).toThrow(UserError);
  expect(() => read(text)).toThrow(/^--since ".*" is not a time: .*Z\.?\)?\.$/);
});

test('a moment written in any zone is read back unchanged, and any text is read or refused', () => {
  const min = new Date('2010-01-02T00:00:00Z');
  const max = new Date('2099-12-30T00:00:00Z');
  const moment = fc.date({ min, max, noInvalidDate: true });
  fc.assert(
    fc.property(moment, fc.integer({ min: -14 * 60, max: 14 * 60 }), (at, offset) => {
      const there = new Date(at.getTime() + offset * 60_000).toISOString().slice(0, -1);
      const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60];
      const two = (value: number) => String(value).padStart(2, '0');
      const zone = `${offset < 0 ? '-' : '+'}${two(hours)}:${two(minutes)}`;
      expect(read(`${there}${zone}`)).toBe(at.toISOString());
    }),
  );
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9T:.Z+-]{1,30}$/)), (text) => {
      let at: string;
      try {
        at = read(text);
      } catch (error) {
        return expect(error).toBeInstanceOf(UserError);
      }
      expect(Number.isNaN(Date.parse(at))).toBe(false);
    }),
  );
});
