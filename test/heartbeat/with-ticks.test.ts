import { expect, test } from '@jest/globals';
import type { Ticking } from '../../shared/domain/tick';
import type { PlaceState, PlaceStateName } from '../../shared/watch/coverage/place-state';
import { CENTRE_UNHEARD, withTicks } from '../../shared/watch/heartbeat/with-ticks';
import { at } from '../builders/at';

const aPlace = (accountId: string, state: PlaceStateName = 'guarded'): PlaceState => ({
  ...{ accountId, name: 'app', region: 'us-east-1', since: at(0), state, trails: [] },
});
const seconds = (s: number): number => Date.parse(at(s)) / 1_000;
const [ticking, silent, never] = ['111122223333', '444455556663', '777788889993'];
const ticks: Ticking = {
  ...{ region: 'us-east-1', shard: '3', readAt: at(600) },
  last: { [ticking]: seconds(580), [silent]: seconds(300) },
};
const statesAt = (s: number, places: readonly PlaceState[]) =>
  withTicks(places, [ticks], new Date(at(s))).map(({ state, since }) => [state, since]);

test('a place whose ticks stopped is not guarded; one that never ticked is judged by its looks', () => {
  expect(statesAt(630, [aPlace(ticking), aPlace(silent), aPlace(never)])).toEqual([
    ['guarded', at(0)],
    ['silent', at(300)],
    ['guarded', at(0)],
  ]);
});

test('a guarded place that never ticked says so after its first minutes, if others of its Region tick', () => {
  const neverAt = (s: number, place: PlaceState, kept: readonly Ticking[] = [ticks]) =>
    withTicks([place], kept, new Date(at(s))).map(({ neverTicked }) => neverTicked);
  expect(neverAt(630, aPlace(never))).toEqual([true]);
  expect(neverAt(290, aPlace(never))).toEqual([undefined]);
  expect(neverAt(630, aPlace(ticking))).toEqual([undefined]);
  expect(neverAt(630, aPlace(never, 'blind'))).toEqual([undefined]);
  expect(neverAt(630, { ...aPlace(never), region: 'eu-west-1' })).toEqual([undefined]);
  expect(neverAt(630, aPlace(never), [{ ...ticks, last: {} }])).toEqual([undefined]);
});

test('a state that is worse than silent stays', () => {
  expect(statesAt(630, [aPlace(silent, 'blind')])).toEqual([['blind', at(0)]]);
});

test('while no ticks are read, no place that ticks is guarded', () => {
  expect(statesAt(901, [aPlace(ticking), aPlace(never)])).toEqual([
    ['silent', at(600)],
    ['guarded', at(0)],
  ]);
});

test('places that fell silent together have the centre as their reason, and one that was silent before has its own', () => {
  const all: Ticking = {
    ...{ region: 'us-east-1', shard: '3', readAt: at(900) },
    last: { [ticking]: seconds(700), [silent]: seconds(300), [never]: seconds(690) },
  };
  const told = (isCentreKnown: boolean) =>
    withTicks([aPlace(ticking), aPlace(silent), aPlace(never)], [all], new Date(at(930)), {
      isCentreKnown,
    }).map(({ state, since, why }) => [state, since, why === CENTRE_UNHEARD]);
  expect(told(false)).toEqual([
    ['silent', at(700), true],
    ['silent', at(300), false],
    ['silent', at(700), true],
  ]);
  // Where the part at fault is known, it alone is told: the events of these places come another way.
  expect(told(true)).toEqual([
    ['guarded', at(0), false],
    ['silent', at(300), false],
    ['guarded', at(0), false],
  ]);
});
