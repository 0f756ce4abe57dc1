import { expect, test } from '@jest/globals';
import type { Lineage } from '../../shared/domain/lineage';
import { isSettled } from '../../shared/investigate/lineage/investigate-actor';
import { evidenceOf } from '../builders/a-signal';

const AT = '2026-11-21T10:20:00.000Z';
const lineage = (againAt?: string): Lineage => ({
  links: [],
  ends: 'unknown',
  why: 'said',
  unread: [],
  ...(againAt && { againAt }),
});

test('a search is made once, and again only when its time has come', () => {
  const now = Date.parse(AT);
  expect(isSettled({}, now)).toBe(false);
  expect(isSettled({ lineage: lineage() }, now)).toBe(true);
  expect(isSettled({ lineage: lineage(AT) }, now - 1)).toBe(true);
  expect(isSettled({ lineage: lineage(AT) }, now)).toBe(false);
});

test('an incident that a look found is searched once it has an event', () => {
  expect(isSettled({ lineage: lineage(), evidence: evidenceOf() }, 0)).toBe(false);
});
