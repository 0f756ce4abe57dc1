import { expect, test } from '@jest/globals';
import type { Lineage } from '../../shared/domain/lineage';
import { type Image, transitionsOf } from '../../shared/tell/notify/transitions-of';
import { fullIncident } from '../builders/a-full-incident';

const kinds = (before: Image | undefined, after: Image) =>
  transitionsOf(before, { id: 'inc-1', ...after }).map(({ id }) => id);

const lineage: Lineage = { links: [], ends: 'unknown', why: 'no record', unread: [] };
const planned = { as: 'planned', by: 'arn', at: '2026-11-21T12:00:00.000Z' } as const;

test.each([
  ['open', 'opened#1'],
  ['restored', 'restored#1'],
  ['escalated', 'escalated#1'],
  ['attempted', 'attempted#1'],
] as const)('an incident that begins %s is told once, as %s', (state, told) => {
  expect(kinds(undefined, { state, revision: 1 })).toEqual([told]);
});

test('each change of state is told, with an id of its own each time', () => {
  expect(kinds({ state: 'open', revision: 1 }, { state: 'restored', revision: 2 })).toEqual([
    'restored#2',
  ]);
  expect(kinds({ state: 'open', revision: 7 }, { state: 'restored', revision: 8 })).toEqual([
    'restored#8',
  ]);
});

test('a repeat that changes no state is counted on the incident and not told', () => {
  expect(kinds({ state: 'restored', revision: 1 }, { state: 'restored', revision: 2 })).toEqual([]);
});

test('a repeat by the same actor is told with its number, and each number once', () => {
  const at = '2026-11-21T12:00:00.000Z';
  const state = 'restored' as const;
  const twice = { state, again: { times: 2, at } };
  const thrice = { state, again: { times: 3, at } };
  expect(kinds({ state }, twice)).toEqual(['again#2']);
  expect(kinds(twice, twice)).toEqual([]);
  expect(kinds(twice, thrice)).toEqual(['again#3']);
  // Where the state is another, that is what is told.
  expect(kinds(twice, { ...thrice, state: 'escalated', revision: 5 })).toEqual(['escalated#5']);
});

test('the same record gives the same ids, however often it comes', () => {
  const record = [
    { state: 'open', revision: 1 },
    { state: 'escalated', revision: 2 },
  ] as const;
  expect(kinds(...record)).toEqual(kinds(...record));
});

test('an actor who cannot be identified is told once, and so is a person whom a later search identifies', () => {
  const state = 'restored' as const;
  const { lineage: found } = fullIncident();
  if (!found) throw new Error('the full incident has a lineage');
  expect(kinds({ state }, { state, lineage })).toEqual(['identified#nobody']);
  expect(kinds({ state, lineage }, { state, lineage })).toEqual([]);
  expect(kinds({ state, lineage }, { state, lineage: found })).toEqual(['identified#human']);
  expect(kinds({ state, lineage: found }, { state, lineage: found })).toEqual([]);
});

test('the investigation is told once, when every account was asked, even if some did not answer', () => {
  const state = 'restored' as const;
  const { dark } = fullIncident();
  if (!dark) throw new Error('the full incident has a dark');
  const first = { state, dark: { ...dark, recovered: false } };
  const asked = { state, dark: { ...first.dark, asked: true as const } };
  expect(kinds({ state }, first)).toEqual([]);
  expect(kinds(first, asked)).toEqual(['investigated#once']);
  expect(kinds(asked, { state, dark })).toEqual([]);
  expect(kinds({ state, dark: { ...dark, lit: true } }, asked)).toEqual(['investigated#once']);
  expect(kinds({ state }, { state, dark: { ...dark, lit: true } })).toEqual(['investigated#lit']);
});

test('each answer is told, also a second one', () => {
  const state = 'restored' as const;
  const again = { ...planned, as: 'not-me', at: '2026-11-21T13:00:00.000Z' } as const;
  expect(kinds({ state }, { state, acknowledgement: planned })).toHaveLength(1);
  expect(kinds({ state, acknowledgement: planned }, { state, acknowledgement: again })).toEqual([
    'acknowledged#2026-11-21T13:00:00.000Z',
  ]);
});

test('a half-written incident and an unknown state are ignored', () => {
  expect(kinds(undefined, { revision: 1 })).toEqual([]);
  expect(kinds(undefined, { state: 'vanished' as never })).toEqual([]);
});
