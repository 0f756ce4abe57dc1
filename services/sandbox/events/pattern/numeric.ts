import { InvalidPattern, type ValueTest } from './pattern';

type Comparison = (value: number, bound: number) => boolean;

const comparisons: Readonly<Record<string, Comparison>> = {
  '=': (value, bound) => value === bound,
  '<': (value, bound) => value < bound,
  '<=': (value, bound) => value <= bound,
  '>': (value, bound) => value > bound,
  '>=': (value, bound) => value >= bound,
};

/** `["numeric", [">", 0, "<=", 5]]`: one bound, or a lower and an upper one. */
export function numericTest(range: unknown): ValueTest {
  if (!Array.isArray(range)) throw new InvalidPattern('Value of numeric must be an array.');
  if (range.length === 0) throw new InvalidPattern('Invalid member in numeric match: ]');
  const bounds = boundsOf(range);
  return (value) =>
    typeof value === 'number' && bounds.every(({ compare, bound }) => compare(value, bound));
}

function boundsOf(range: readonly unknown[]) {
  if (range.length > 4) throw new InvalidPattern('Too many terms in numeric range expression');
  const bounds: { readonly compare: Comparison; readonly bound: number }[] = [];
  for (let at = 0; at < range.length; at += 2) {
    const operator = String(range[at]);
    const compare = comparisons[operator];
    const bound = range[at + 1];
    if (compare === undefined) {
      throw new InvalidPattern(`Unrecognized numeric range operator: ${operator}`);
    }
    if (typeof bound !== 'number') {
      throw new InvalidPattern(`Value of ${operator} must be numeric`);
    }
    bounds.push({ compare, bound });
  }
  return bounds;
}
