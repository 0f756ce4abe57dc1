import { expect, test } from '@jest/globals';
import type { WardenState } from '../../../shared/domain/warden';
import { wardenRules } from '../../../shared/restore/baseline-rules/warden';
import { aBus, aQueue, aRole, aRule, without } from '../../builders/warden/parts';

const full: readonly WardenState[] = [aRule(), aBus(), aRole(), aQueue()];

test.each(full)('a $kind that works may become its baseline on first sight', (state) => {
  expect(wardenRules.unfit(state)).toBeUndefined();
});

test.each<[why: string, state: WardenState]>([
  ['it is disabled', aRule({ state: 'DISABLED' })],
  ['it has no event pattern', without(aRule(), 'eventPattern')],
  ['it has no target', aRule({ targets: [] })],
  ['its targets were not read', without(aRule(), 'targets')],
  ['it has no policy', without(aBus(), 'policy')],
  ['it has no policy', aRole({ inlinePolicies: {}, attachedPolicies: [] })],
  ['its policies were not read', without(aRole(), 'inlinePolicies')],
  ['no one may assume it', aRole({ trustPolicy: '{"Statement":[]}' })],
  [
    'all the world may assume it',
    aRole({ trustPolicy: '{"Statement":[{"Effect":"Allow","Principal":{"AWS":"*"}}]}' }),
  ],
  ['it has no policy', aQueue({ attributes: {} })],
])('a part may not become a baseline: %s', (why, state) => {
  expect(wardenRules.unfit(state)).toBe(why);
});

test('a disabled rule is presumed to have been enabled; no other state of a part is presumed', () => {
  expect(wardenRules.presumed(aRule({ state: 'DISABLED' }))).toEqual(aRule());
  for (const state of full) expect(wardenRules.presumed(state)).toBeUndefined();
});
