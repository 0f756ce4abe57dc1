import { expect, test } from '@jest/globals';
import type { Lineage } from '../../shared/domain/lineage';
import { isSettled } from '../../shared/lineage/investigate-actor';

const AT = '2026-11-21T10:20:00.000Z';
const lineage = (againAt?: string): Lineage => ({
  links: [],
  ends: 'unknown',
  why: 'said',
  unread: [],
  ...(againAt && { againAt }),
});

test('a walk is made once, and again only when its time has come', () => {
  const now = Date.parse(AT);
  expect(isSettled(undefined, now)).toBe(false);
  expect(isSettled(lineage(), now)).toBe(true);
  expect(isSettled(lineage(AT), now - 1)).toBe(true);
  expect(isSettled(lineage(AT), now)).toBe(false);
});
