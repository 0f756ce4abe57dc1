import { expect, test } from '@jest/globals';
import { accountFor, type TellingIncident } from '../../shared/watch/digests/account-for';
import { judgement } from '../../shared/watch/digests/report';
import type { Window } from '../../shared/watch/digests/window';
import { at } from './generate';

const aWindow = (from: number, to: number, kind: Window['kind'] = 'logging-off'): Window => ({
  kind,
  from: at(from),
  to: at(to),
  certainty: 'likely',
  sentence: 'Logging was off.',
});

const blind = (id: string, from: number, to: number): TellingIncident => ({
  id,
  techniques: ['stop-logging'],
  openedAt: at(from),
  windows: [
    { from: { at: at(from), source: 'GetTrailStatus' }, to: { at: at(to), source: 'clock' } },
  ],
});

const digest = { key: 'k', verdict: 'valid', logs: {}, logFiles: [] } as const;
const chain = (...windows: readonly Window[]) => ({
  account: '444455556666',
  region: 'us-east-1',
  digests: [digest],
  windows,
  backfills: [],
});

const accounted = (window: Window, ...incidents: readonly TellingIncident[]) =>
  accountFor([chain(window)], incidents)[0]?.windows[0]?.incidents;

test('an incident that was blind in the window accounts for it, an hour more or less', () => {
  expect(accounted(aWindow(2, 5), blind('inc-1', 2.9, 4.1))).toEqual(['inc-1']);
});

test('no incident accounts for a window that none fills', () => {
  expect(accounted(aWindow(2, 12))).toEqual([]);
  expect(accounted(aWindow(2, 12), blind('inc-1', 2, 4))).toEqual([]);
  expect(accounted(aWindow(2, 12), blind('inc-1', 2, 4), blind('inc-2', 7, 12))).toEqual([]);
});

test('several incidents account for a window together', () => {
  const both = [blind('inc-2', 6, 12), blind('inc-1', 2, 5)];
  expect(accounted(aWindow(2, 12), ...both)).toEqual(['inc-1', 'inc-2']);
});

test('a trail that is blind still accounts for everything since', () => {
  const open = { ...blind('inc-1', 2, 3), windows: [], blindSince: at(2) };
  expect(accounted(aWindow(2, 12), open)).toEqual(['inc-1']);
});

test('a deleted trail accounts for the time until it was put back', () => {
  const deleted = { techniques: ['delete-trail'], windows: [], openedAt: at(2), restoredAt: at(4) };
  expect(accounted(aWindow(2, 5), { id: 'inc-1', ...deleted })).toEqual(['inc-1']);
  expect(accounted(aWindow(2, 9), { id: 'inc-1', ...deleted })).toEqual([]);
});

test('only validation that was turned off accounts for time without validation', () => {
  const window = aWindow(2, 5, 'validation-off');
  const off = { ...blind('inc-1', 2, 5), techniques: ['turn-off-validation'], restoredAt: at(5) };
  expect(accounted(window, off)).toEqual(['inc-1']);
  expect(accounted(window, blind('inc-1', 2, 5))).toEqual([]);
});

test('nothing accounts for a digest that is missing', () => {
  expect(accounted(aWindow(2, 3, 'unproven'), blind('inc-1', 2, 3))).toEqual([]);
});

test('a time that incidents account for is accounted for, and still not proven', () => {
  const [told] = accountFor([chain(aWindow(2, 4))], [blind('inc-1', 2, 4)]);
  expect(judgement(told ? [told] : [])).toMatchObject({ proven: false, accounted: true });
  expect(judgement([chain(aWindow(2, 4))])).toMatchObject({ proven: false, accounted: false });
  expect(judgement([chain()])).toMatchObject({ proven: true, accounted: true });
});
