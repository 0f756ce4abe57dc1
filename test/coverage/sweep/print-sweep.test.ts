import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { printSweep } from '../../../services/cli/sweep/print-sweep';
import type { SweepReport } from '../../../services/cli/sweep/sweep-now';
import { at } from '../../builders/at';
import { again, anIncident, aPlaceAsked, waiting } from './builders';

let said: string;
beforeEach(() => {
  said = '';
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    said += String(text);
    return true;
  });
});
afterEach(() => {
  jest.restoreAllMocks();
});

const aReport = (different: Partial<SweepReport>): SweepReport => ({
  by: 'trailwarden sweep 0a1b2c3d',
  at: at(0),
  accounts: [{ id: '111122223333', name: 'payments', state: 'ACTIVE' }],
  regions: ['us-east-1'],
  checks: [],
  skipped: [],
  listed: 1,
  places: [],
  incidents: [],
  tookMs: 1_000,
  ...different,
});

test('a subject that is left alone under an exemption is printed as different from its baseline', () => {
  const exempt = [{ until: at(9_000), differs: 'Trail main is not logging.' }];
  printSweep(aReport({ places: [aPlaceAsked({ exempt })] }));
  expect(said).toContain('Nothing was found that is not as it must be, but for what is exempt.');
  expect(said).toContain(
    `111122223333 (payments) us-east-1: exempt until ${at(9_000).slice(0, 19)}Z, differs: Trail main is not logging.`,
  );
});

test('the name of an account stands beside its id in every line of a sweep', () => {
  printSweep(
    aReport({
      places: [aPlaceAsked({}, waiting), aPlaceAsked({ region: 'eu-west-1' }, again('throttled'))],
      incidents: [anIncident({ accountName: 'payments' })],
      skipped: [{ id: '444455556666', name: 'archive', state: 'SUSPENDED' }],
    }),
  );
  expect(said).toContain('payments (111122223333)'); // in the table of what was found
  expect(said).toContain('111122223333 (payments) us-east-1 was not looked at in time');
  expect(said).toContain('111122223333 (payments) eu-west-1 was not looked at in full');
  expect(said).toContain('Not looked at: 444455556666 (archive, SUSPENDED).');
});

test.each([
  [[aPlaceAsked({ state: 'unreachable' })], 'Nothing could be looked at, so nothing is known.'],
  [
    [aPlaceAsked({}), aPlaceAsked({ region: 'eu-west-1' }, waiting)],
    'Nothing was found that is not as it must be in the 1 of 2 places that were read.',
  ],
  [[aPlaceAsked({})], 'Nothing was found that is not as it must be.'],
])('a place that was not looked at is not called fine', (places, sentence) => {
  printSweep(aReport({ places }));
  expect(said).toContain(`${sentence}\n`);
});
