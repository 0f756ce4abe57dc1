import { expect, test } from '@jest/globals';
import { MOST_BUCKETS, turnOf } from '../../services/responder/buckets-in';

const buckets = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ id: `arn:aws:s3:::bucket-${at}` }));
const at = (hour: number) => new Date(hour * 3_600_000);

test('as many buckets as fit into one invocation are looked at in each', () => {
  const few = buckets(MOST_BUCKETS);
  expect(turnOf(few, at(0))).toEqual(few);
  expect(turnOf(few, at(1))).toEqual(few);
});

test('where there are more, each has its turn hour by hour, in whatever order they are listed', () => {
  const many = buckets(MOST_BUCKETS * 2 + 1);
  const turns = [0, 1, 2].map((hour) => turnOf(hour === 1 ? many.toReversed() : many, at(hour)));
  expect(turns.map((some) => some.length)).toEqual([MOST_BUCKETS, MOST_BUCKETS, 1]);
  const ids = turns.flat().map(({ id }) => id);
  expect(new Set(ids).size).toBe(many.length);
  expect(turnOf(many, at(3))).toEqual(turns[0]);
});

test('a sweep of every second hour comes by all of them too', () => {
  const many = buckets(MOST_BUCKETS * 2);
  const hours = Array.from({ length: 24 }, (_, sweep) => sweep * 2);
  const seen = hours.flatMap((hour) => turnOf(many, at(hour)).map(({ id }) => id));
  expect(new Set(seen).size).toBe(many.length);
});
