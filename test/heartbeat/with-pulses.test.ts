import { expect, test } from '@jest/globals';
import type { PlaceState, PlaceStateName } from '../../shared/watch/coverage/place-state';
import { ALL_UNANSWERED, isSilent, withPulses } from '../../shared/watch/heartbeat/with-pulses';
import { at } from '../builders/at';

const aPlace = (region: string, state: PlaceStateName = 'guarded'): PlaceState => ({
  accountId: '111122223333',
  name: 'app',
  region,
  state,
  trails: [],
});

test('each place has its own pulse, and a suspended account has none', () => {
  const silent = { accountId: '111122223333', region: 'us-east-1', silentSince: at(0) };
  const places = [aPlace('us-east-1'), aPlace('eu-west-1'), aPlace('us-east-2', 'suspended')];
  const beating = withPulses(places, [silent], new Date(at(3_600)));
  expect(beating.map(({ heartbeat }) => heartbeat?.kind)).toEqual(['silent', 'none', undefined]);
  expect(beating.map(isSilent)).toEqual([true, false, false]);
  expect(beating.map(({ state }) => state)).toEqual(['silent', 'guarded', 'suspended']);
  const [blind] = withPulses([aPlace('us-east-1', 'blind')], [silent], new Date(at(3_600)));
  expect(blind).toMatchObject({ state: 'blind', heartbeat: { kind: 'silent' } });
});

test('when nearly no beat of any account is heard, each place says that they share the cause', () => {
  const silentOf = (accountId: string) => ({
    ...{ accountId, region: 'us-east-1', sentAt: at(0), silentSince: at(0) },
  });
  const silent = ['111122223333', '444455556666'].map(silentOf);
  const whyOf = (heartbeats: typeof silent) =>
    withPulses([aPlace('us-east-1')], heartbeats, new Date(at(3_600)))[0]?.why;
  expect(whyOf(silent)).toBe(ALL_UNANSWERED);
  expect(whyOf(silent.slice(0, 1))).toContain('its heartbeats leave');
});
