import type { Subject } from '../../../shared/domain/subject';
import type { Technique } from '../../../shared/domain/technique';

/** One technique on one subject, at a delay after the one before it. */
export interface Blow {
  readonly technique: Technique;
  readonly subject: Subject;
  readonly afterMs: number;
}

/** The calls of one intruder, in order. */
export interface Sequence {
  readonly id: string;
  readonly blows: readonly Blow[];
}

/** Where a technique can strike in an account, its home Region first. */
export type SubjectsOf = (technique: Technique, accountId: string) => readonly Subject[];

/** Every ordered pair, at once and two seconds apart, each for its own account, in turn. */
export function everyPair(
  techniques: readonly Technique[],
  accountIds: readonly string[],
  subjectsOf: SubjectsOf,
): readonly Sequence[] {
  const sequences: Sequence[] = [];
  for (const first of techniques) {
    for (const second of techniques) {
      for (const afterMs of PAIR_GAPS_MS) {
        const accountId = accountIds[sequences.length % accountIds.length] ?? '';
        const [one] = subjectsOf(first, accountId);
        const [other] = subjectsOf(second, accountId);
        if (!one || !other) continue;
        sequences.push({
          id: `${first.id} + ${second.id}${afterMs === 0 ? '' : `, ${afterMs / 1_000} s later`}`,
          blows: [
            { technique: first, subject: one, afterMs: 0 },
            { technique: second, subject: other, afterMs },
          ],
        });
      }
    }
  }
  return sequences;
}

const PAIR_GAPS_MS = [0, 2_000];

/**
 * So many random attacks of three to six calls, each over two accounts and every Region. The same seed gives the
 * same attacks.
 */
export function randomSequences(
  { techniques, accountIds, subjectsOf }: Grounds,
  { count, seed }: { readonly count: number; readonly seed: number },
): readonly Sequence[] {
  const random = randomFrom(seed);
  const pick = <T>(some: readonly T[]): T | undefined => some[Math.floor(random() * some.length)];
  return Array.from({ length: count }, (_, index) => {
    const first = (index * 2) % accountIds.length;
    const two = [accountIds[first], accountIds[(first + 1) % accountIds.length]];
    const length = 3 + Math.floor(random() * 4);
    const blows = Array.from({ length }, (_, at): Blow | undefined => {
      const technique = pick(techniques);
      const subject = technique && pick(subjectsOf(technique, pick(two) ?? ''));
      const afterMs = at === 0 ? 0 : (pick(RANDOM_GAPS_MS) ?? 0);
      return technique && subject && { technique, subject, afterMs };
    }).filter((blow) => blow !== undefined);
    return { id: `random ${seed}/${index}`, blows: withOneHandLeft(blows) };
  });
}

/**
 * An account that lost both guard and spare needs a person: `drill --fight` has that attack, and nothing is whole
 * after it.
 */
function withOneHandLeft(blows: readonly Blow[]): readonly Blow[] {
  const struck = new Map<string, string>();
  return blows.filter(({ subject: { id, accountId } }) => {
    const hand = /:role\/trailwarden-(guard|spare)$/.exec(id)?.[1];
    if (!hand) return true;
    const first = struck.get(accountId) ?? hand;
    struck.set(accountId, first);
    return first === hand;
  });
}

export interface Grounds {
  readonly techniques: readonly Technique[];
  readonly accountIds: readonly string[];
  readonly subjectsOf: SubjectsOf;
}

/** Within the same second, while it is being put back, and while EventBridge is still deaf. */
const RANDOM_GAPS_MS = [0, 0, 1_000, 2_000, 10_000, 40_000, 150_000];

/** A part of them, chosen by the seed, in their order. */
export function sampleOf<T>(all: readonly T[], size: number, seed: number): readonly T[] {
  if (size >= all.length) return all;
  const random = randomFrom(seed);
  const chosen = new Set<number>();
  while (chosen.size < size) chosen.add(Math.floor(random() * all.length));
  return all.filter((_, index) => chosen.has(index));
}

/** mulberry32: small, and the same on every machine. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
