import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  judgeBucketPolicy,
  type PolicyChange,
} from '../../../shared/playbooks/bucket-policy/judge';
import { putBack } from '../../../shared/playbooks/bucket-policy/put-back';
import { aChange, OWNER, type Statement } from './a-change';
import { evaluate, requests } from './oracle';
import { aDeny, respelled, statement, twoPolicies, twoStatements } from './policies';

const runs = { numRuns: 400 };
const bucket = { name: 'x', ownerAccountId: OWNER, logDeliveries: ['cloudtrail.amazonaws.com'] };
const changed = (before: string | undefined | null, now: string | undefined) =>
  aChange(before, now, { bucket });

const statementsOf = (policy: string | undefined): readonly Statement[] =>
  policy === undefined ? [] : JSON.parse(policy).Statement;

const withOneMore = (policy: string, one: Statement): string =>
  JSON.stringify({ ...JSON.parse(policy), Statement: [...statementsOf(policy), one] });

test('neither order nor spelling changes a verdict', () => {
  const spelledTwice = twoPolicies.chain(({ before, now }) =>
    fc.record({
      before: fc.constant(before),
      now: fc.constant(now),
      otherBefore: respelled(before),
      otherNow: respelled(now),
    }),
  );
  fc.assert(
    fc.property(spelledTwice, ({ before, now, otherBefore, otherNow }) => {
      const { verdict } = judgeBucketPolicy(changed(before, now));
      expect(judgeBucketPolicy(changed(otherBefore, otherNow)).verdict).toBe(verdict);
      expect(judgeBucketPolicy(changed(now, otherNow)).verdict).toBe('same');
    }),
    runs,
  );
});

test('a Deny more never makes a policy wider, and at the worst is a lock-out', () => {
  fc.assert(
    fc.property(twoPolicies, aDeny, ({ before, now }, one) => {
      const faults = (policy: string) =>
        judgeBucketPolicy(changed(before, policy))
          .statements.filter(({ verdict }) => !/lock-out/.test(verdict))
          .map(({ sentence: _, ...fault }) => fault);
      expect(faults(now)).toEqual(expect.arrayContaining(faults(withOneMore(now, one))));
      const { verdict } = judgeBucketPolicy(changed(now, withOneMore(now, one)));
      expect(['lock-out', 'may-lock-out', 'narrower', 'same']).toContain(verdict);
    }),
    runs,
  );
});

test('a statement more is never called narrower when it allows', () => {
  const anAllow = statement.filter(({ Effect }) => Effect === 'Allow');
  fc.assert(
    fc.property(twoPolicies, anAllow, ({ now }, one) => {
      const { verdict } = judgeBucketPolicy(changed(now, withOneMore(now, one)));
      expect(['public', 'outside-organization', 'wider', 'same']).toContain(verdict);
    }),
    runs,
  );
});

const LESS = ['allowed', 'neither', 'denied'];

test('where nothing is at fault, no call that was denied is denied no more, and none is newly allowed', () => {
  const differing = fc
    .oneof(twoPolicies, { arbitrary: twoStatements, weight: 4 })
    .filter(({ before, now }) =>
      ['same', 'narrower'].includes(judgeBucketPolicy(changed(before, now)).verdict),
    );
  fc.assert(
    fc.property(differing, ({ before, now }) => {
      const { verdict } = judgeBucketPolicy(changed(before, now));
      const [all, left] = [before, now].map(statementsOf) as [Statement[], Statement[]];
      const worse = requests.filter((request) => {
        const [was, is] = [evaluate(all, request), evaluate(left, request)];
        return verdict === 'same' ? is !== was : LESS.indexOf(is) < LESS.indexOf(was);
      });
      expect(worse).toEqual([]);
    }),
    { numRuns: 150 },
  );
});

/** What the bucket has once that is written. */
function written(change: PolicyChange, wider: 'stays' | 'goes'): string | undefined {
  const step = putBack(change, wider);
  if (step.kind === 'leave') return change.now;
  return step.kind === 'put' ? step.policy : undefined;
}

test('what is put back is never at fault, and putting back twice is putting back once', () => {
  const maybe = fc.constantFrom('known', 'known', 'none', 'unknown');
  fc.assert(
    fc.property(twoPolicies, maybe, fc.constantFrom('stays', 'goes'), (two, known, wider) => {
      const before = { known: two.before, none: undefined, unknown: null }[known];
      const policy = written(changed(before, two.now), wider);
      const again = changed(before, policy);
      const fine = ['same', 'narrower', ...(wider === 'stays' ? ['may-lock-out', 'wider'] : [])];
      const { verdict, statements } = judgeBucketPolicy(again);
      if (known === 'unknown') expect([verdict, statements]).toEqual(['unreadable', []]);
      else expect(fine).toContain(verdict);
      expect(written(again, wider)).toBe(policy);
    }),
    runs,
  );
});

test('every statement that is put back was there before or is there now', () => {
  fc.assert(
    fc.property(twoPolicies, fc.constantFrom('stays', 'goes'), ({ before, now }, wider) => {
      const nameless = (some: readonly Statement[]) => some.map(({ Sid: _, ...rest }) => rest);
      const known = nameless([...statementsOf(before), ...statementsOf(now)]);
      const after = statementsOf(written(changed(before, now), wider));
      expect(known).toEqual(expect.arrayContaining(nameless(after)));
      const sids = after.flatMap(({ Sid }) => (Sid === undefined ? [] : [Sid]));
      expect(new Set(sids).size).toBe(sids.length);
    }),
    runs,
  );
});
