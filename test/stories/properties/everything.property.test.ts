import { afterAll, beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Subject } from '../../../shared/domain/subject';
import { disturbances, Everything } from './everything';
import { hitsIn, type Strike, strikesOf } from './hits';

let everything: Everything;
beforeAll(async () => {
  everything = await Everything.set();
});
afterAll(() => everything.close());

test('whatever is done to anything, in any order, in the end all of it is as it was and nothing is left to do', async () => {
  await fc.assert(
    fc.asyncProperty(attacks(), async (attack) => {
      for (const { strike, after } of attack) {
        await everything.suffer(strike);
        await everything.disturb(after);
      }
      await everything.calmDown();
      const touched = subjectsOf(attack);
      await everything.check(touched);
      expect(await everything.look(touched)).toEqual(everything.asBegan(touched));
      expect(await everything.stepsDuring(() => everything.check(touched))).toEqual([]);
    }),
    { numRuns: 6, endOnFailure: true }, // a smaller attack would begin where this one ended
  );
});

/** Each call of some techniques, up to twice, in any order, and what goes wrong after it. */
const attacks = () =>
  fc
    .array(
      fc.constantFrom(...hitsIn(everything.local)).chain((hits) => fc.constantFrom(...hits)),
      { minLength: 3, maxLength: 8 },
    )
    .map((hits) => hits.flatMap(strikesOf))
    .chain((strikes) =>
      fc.shuffledSubarray([...strikes, ...strikes], { minLength: strikes.length }),
    )
    .chain((strikes) => fc.tuple(...strikes.map(disturbed)));

const disturbed = (strike: Strike) =>
  fc.record({ strike: fc.constant(strike), after: fc.constantFrom(...disturbances) });

const subjectsOf = (attack: readonly { readonly strike: Strike }[]): readonly Subject[] => [
  ...new Map(attack.map(({ strike: { subject } }) => [subject.id, subject])).values(),
];
