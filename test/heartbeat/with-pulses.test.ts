import { expect, test } from '@jest/globals';
import type { PlaceState, PlaceStateName } from '../../shared/coverage/place-state';
import { isSilent, withPulses } from '../../shared/heartbeat/with-pulses';
import { at } from '../builders/at';

const aPlace = (region: string, state: PlaceStateName = 'guarded'): PlaceState => ({
  accountId: '111122223333',
  name: 'app',
  region,
  state,
  trails: [],
});

test('each place has its own pulse, and an account that nobody looks at has none', () => {
  const silent = { accountId: '111122223333', region: 'us-east-1', silentSince: at(0) };
  const places = [aPlace('us-east-1'), aPlace('eu-west-1'), aPlace('us-east-2', 'suspended')];
  const beating = withPulses(places, [silent], new Date(at(3_600)));
  expect(beating.map(({ heartbeat }) => heartbeat?.kind)).toEqual(['silent', 'none', undefined]);
  expect(beating.map(isSilent)).toEqual([true, false, false]);
  expect(beating.map(({ state }) => state)).toEqual(['silent', 'guarded', 'suspended']);
  const [blind] = withPulses([aPlace('us-east-1', 'blind')], [silent], new Date(at(3_600)));
  expect(blind).toMatchObject({ state: 'blind', heartbeat: { kind: 'silent' } });
});
