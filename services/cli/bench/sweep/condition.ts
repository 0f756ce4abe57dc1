import type { AttributeValue, StoredItem } from './table';

/** What `#name` and `:name` stand for. */
export interface Meaning {
  readonly names: Readonly<Record<string, string>>;
  readonly values: StoredItem;
}

type Read = (word: string) => AttributeValue | undefined;

const FUNCTIONS: Readonly<
  Record<string, (one?: AttributeValue, other?: AttributeValue) => boolean>
> = {
  attribute_exists: (one) => one !== undefined,
  attribute_not_exists: (one) => one === undefined,
  begins_with: (one, other) => String(one?.S ?? '').startsWith(String(other?.S)),
  contains: (one, other) => String(one?.SS ?? one?.S ?? '').includes(String(other?.S)),
};

/** A missing attribute compares with nothing. */
const COMPARISONS: Readonly<Record<string, (one: unknown, other: unknown) => boolean>> = {
  '=': (one, other) => one === other,
  '<>': (one, other) => one !== other,
  '<': (one, other) => compare(one, other) < 0,
  '>': (one, other) => compare(one, other) > 0,
  '<=': (one, other) => compare(one, other) <= 0,
  '>=': (one, other) => compare(one, other) >= 0,
};

/** A condition expression of DynamoDB, as far as ours go. Throws at a word it does not know. */
export function holdsFor(
  item: StoredItem,
  expression: string,
  { names, values }: Meaning,
): boolean {
  const words = expression.match(/<>|<=|>=|[=<>(),]|[#:]?\w+/g) ?? [];
  const read: Read = (word) => (word.startsWith(':') ? values[word] : item[names[word] ?? word]);
  const verdict = either(words, read);
  if (words.length > 0) throw new Error(`What is ${words.join(' ')} in ${expression}?`);
  return verdict;
}

function either(words: string[], read: Read): boolean {
  let verdict = both(words, read);
  while (words[0] === 'OR') {
    words.shift();
    const other = both(words, read);
    verdict ||= other;
  }
  return verdict;
}

function both(words: string[], read: Read): boolean {
  let verdict = single(words, read);
  while (words[0] === 'AND') {
    words.shift();
    const other = single(words, read);
    verdict &&= other;
  }
  return verdict;
}

function single(words: string[], read: Read): boolean {
  const word = words.shift() ?? '';
  if (word === 'NOT') return !single(words, read);
  if (word === '(') {
    const verdict = either(words, read);
    words.shift();
    return verdict;
  }
  const call = FUNCTIONS[word];
  if (call) {
    const [first = '', second] = argumentsIn(words);
    return call(read(first), second === undefined ? undefined : read(second));
  }
  const comparison = COMPARISONS[words.shift() ?? ''];
  if (!comparison) throw new Error(`${word} is compared with nothing that is known here.`);
  const [one, other] = [scalar(read(word)), scalar(read(words.shift() ?? ''))];
  return one !== undefined && other !== undefined && comparison(one, other);
}

function argumentsIn(words: string[]): readonly string[] {
  const inside = words.splice(0, words.indexOf(')') + 1);
  return inside.filter((word) => !['(', ')', ','].includes(word));
}

const scalar = (value: AttributeValue | undefined): unknown =>
  value?.N === undefined ? (value?.S ?? value?.BOOL) : Number(value.N);

const compare = (one: unknown, other: unknown): number =>
  typeof one === 'number' && typeof other === 'number'
    ? one - other
    : String(one).localeCompare(String(other), 'en');
