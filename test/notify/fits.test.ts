import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isLike as matches } from '../../shared/investigate/contacts/is-like';
import { fits } from '../../shared/tell/notify/fits';
import { anIncident } from '../builders/an-incident';

/** The meaning, written so that it can be seen to be right: slow, and exact. */
function slowly([first, ...others]: readonly string[], name: readonly string[]): boolean {
  if (first === undefined) return name.length === 0;
  if (first !== '*') return name[0] === first && slowly(others, name.slice(1));
  return slowly(others, name) || (name.length > 0 && slowly([first, ...others], name.slice(1)));
}

test('in a pattern a star matches any text, and every other character itself', () => {
  const letters = fc.array(fc.constantFrom('a', 'b', '.'), { maxLength: 8 });
  const pattern = fc.array(fc.constantFrom('a', 'b', '.', '*'), { maxLength: 6 });
  fc.assert(
    fc.property(pattern, letters, (stars, name) => {
      return matches(stars.join(''), name.join('')) === slowly(stars, name);
    }),
    { numRuns: 3_000 },
  );
});

test('no pattern and no name make matching slow', () => {
  const began = process.cpuUsage();
  expect(matches(`${'*a'.repeat(4_000)}*b`, 'a'.repeat(100_000))).toBe(false);
  expect(process.cpuUsage(began).user).toBeLessThan(1_000_000);
});

test('a rule for a known deployer does not fit an incident that has another actor too', () => {
  const actor = ['arn:aws:sts::111122223333:assumed-role/Admin/*'];
  expect(fits({ actor }, anIncident())).toBe(true);
  const { actors } = anIncident();
  expect(fits({ actor }, anIncident({ actors: [...actors, 'arn:aws:iam::1:user/x'] }))).toBe(false);
});
