import { expect, test } from '@jest/globals';
import type { Release } from '../../shared/domain/release';
import { isStalled, stalled } from '../../shared/restore/released/stalled';
import { at } from '../builders/at';
import { aRulePart } from '../builders/warden/parts';

const DAY_S = 24 * 3_600;
const rollout: Release = {
  ...{ sequence: 2, state: 'rolling-out', since: at(0), by: 'kim', why: 'an upgrade' },
  right: [{ version: '2', digest: '2', parts: {} }],
};

test('a rollout stalls after a day, and one that has ended never', () => {
  expect(isStalled(rollout, at(DAY_S - 1))).toBe(false);
  expect(isStalled(rollout, at(DAY_S))).toBe(true);
  expect(isStalled({ ...rollout, state: 'current' }, at(9 * DAY_S))).toBe(false);
});

test('it names each account once, and ten of them', () => {
  const behind = Array.from({ length: 24 }, (_, index) => ({
    ...aRulePart(),
    accountId: String(111_111_111_100 + (index % 12)),
  }));
  const { why } = stalled(rollout, behind);
  expect(why).toContain('111111111100, 111111111101');
  expect(why).toContain('111111111109 and 2 more had an older version');
});

test('where no account is behind, only its end is missing', () => {
  expect(stalled(rollout, []).why).toContain('every account that was looked at has it');
});
