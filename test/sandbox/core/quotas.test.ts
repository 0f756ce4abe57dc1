import { expect, test } from '@jest/globals';
import { createQuotas } from '../../../services/sandbox/core/quotas';

const oneASecond = { group: 'StopLogging', perSecond: 1 };

test('a token bucket gives its burst at once, and then tokens at its rate', () => {
  let now = 0;
  const quotas = createQuotas(() => now);
  const listAccounts = { group: 'ListAccounts', perSecond: 8, burst: 12 };
  const taken = () => Array.from({ length: 20 }, () => quotas.take('a', listAccounts));
  expect(taken().filter(Boolean)).toHaveLength(12);
  now = 1000;
  expect(taken().filter(Boolean)).toHaveLength(8);
});

test('a refused call costs no token', () => {
  let now = 0;
  const quotas = createQuotas(() => now);
  quotas.take('a', oneASecond);
  now = 900;
  expect(quotas.take('a', oneASecond)).toBe(false);
  now = 1000;
  expect(quotas.take('a', oneASecond)).toBe(true);
});

test('owners and groups have buckets of their own', () => {
  const quotas = createQuotas(() => 0);
  expect(quotas.take('a', oneASecond)).toBe(true);
  expect(quotas.take('b', oneASecond)).toBe(true);
  expect(quotas.take('a', { group: 'StartLogging', perSecond: 1 })).toBe(true);
  expect(quotas.take('a', oneASecond)).toBe(false);
});
