import { BlockList, isIP } from 'node:net';
import { InvalidPattern, isScalar, type Leaf, type ValueTest } from './pattern';

/** The array at the end of a pattern's path: literals and match objects, any of which may hold. */
export function parseLeaf(values: readonly unknown[]): Leaf {
  if (values.length === 0) throw new InvalidPattern('Empty arrays are not allowed');
  const matchesAbsence = values.some((value) => operatorOf(value)?.operand === false);
  const tests = values.map(parseTest);
  return { tests, matchesAbsence, source: JSON.stringify(values), wildcards: wildcardsOf(values) };
}

function wildcardsOf(values: readonly unknown[]): readonly (readonly string[])[] {
  return values.flatMap((value) => {
    const { name, operand } = operatorOf(value) ?? {};
    if (name === 'wildcard') return [[String(operand)]];
    const excluded = name === 'anything-but' ? operatorOf(operand) : undefined;
    if (excluded?.name !== 'wildcard') return [];
    return [[...new Set(list(excluded.operand).map(String))]];
  });
}

type Operator = { readonly name: string; readonly operand: unknown };

function operatorOf(value: unknown): Operator | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const [name, ...more] = Object.keys(value);
  if (name === undefined) throw new InvalidPattern('Empty objects are not allowed');
  const operand: unknown = Reflect.get(value, name);
  if (more.length > 0) throw new InvalidPattern('Only one key allowed in match expression');
  return { name, operand };
}

function parseTest(value: unknown): ValueTest {
  const operator = operatorOf(value);
  if (operator !== undefined) return matchTest(operator);
  if (!isScalar(value))
    throw new InvalidPattern('Match value must be String, number, true, false, or null');
  return (candidate) => candidate === value;
}

function matchTest({ name, operand }: Operator): ValueTest {
  const parse = matchTypes[name];
  if (parse === undefined) throw new InvalidPattern(`Unrecognized match type ${name}`);
  return parse(operand);
}

type TextTest = (text: string) => ValueTest;

const prefix: TextTest = (text) => (value) => typeof value === 'string' && value.startsWith(text);
const suffix: TextTest = (text) => (value) => typeof value === 'string' && value.endsWith(text);
const equalsIgnoreCase: TextTest = (text) => (value) =>
  typeof value === 'string' && value.toLowerCase() === text.toLowerCase();

const matchTypes: Readonly<Record<string, (operand: unknown) => ValueTest>> = {
  prefix: (operand) => caseAware('prefix', operand, prefix),
  suffix: (operand) => caseAware('suffix', operand, suffix),
  'equals-ignore-case': (operand) => equalsIgnoreCase(text('equals-ignore-case', operand)),
  wildcard: (operand) => wildcardTest(text('wildcard', operand)),
  cidr: (operand) => cidrTest(text('cidr', operand)),
  numeric: numericTest,
  exists: existsTest,
  'anything-but': (operand) => not(excludedTests(operand)),
};

function caseAware(name: string, operand: unknown, test: TextTest): ValueTest {
  const inner = operatorOf(operand);
  if (inner === undefined) return test(text(name, operand));
  if (inner.name !== 'equals-ignore-case') {
    throw new InvalidPattern(`Unsupported anything-but pattern: ${inner.name}`);
  }
  const lowered = test(text(name, inner.operand).toLowerCase());
  return (value) => typeof value === 'string' && lowered(value.toLowerCase());
}

/** Runs only on values that are there; absence is `Leaf.matchesAbsence`. */
function existsTest(operand: unknown): ValueTest {
  if (typeof operand !== 'boolean') {
    throw new InvalidPattern('exists match pattern must be either true or false.');
  }
  return () => operand;
}

function not(tests: readonly ValueTest[]): ValueTest {
  return (value) => !tests.some((test) => test(value));
}

const excludable = ['prefix', 'suffix', 'wildcard', 'equals-ignore-case'];

function excludedTests(operand: unknown): readonly ValueTest[] {
  const inner = operatorOf(operand);
  if (inner === undefined) return list(operand).map(excludedLiteral);
  if (!excludable.includes(inner.name)) {
    throw new InvalidPattern(`Unsupported anything-but pattern: ${inner.name}`);
  }
  return list(inner.operand).map((each) => matchTest({ name: inner.name, operand: each }));
}

function excludedLiteral(value: unknown): ValueTest {
  if (typeof value !== 'string' && typeof value !== 'number') {
    throw new InvalidPattern('Inside anything but list, start|null|boolean is not supported.');
  }
  return (candidate) => candidate === value;
}

function list(operand: unknown): readonly unknown[] {
  if (!Array.isArray(operand)) return [operand];
  if (operand.length === 0) throw new InvalidPattern('Empty arrays are not allowed');
  return operand;
}

function text(name: string, operand: unknown): string {
  if (typeof operand !== 'string')
    throw new InvalidPattern(`${name} match pattern must be a string`);
  return operand;
}

/** `*` stands for any run of characters; `\*` and `\\` are the characters themselves. */
function wildcardTest(pattern: string): ValueTest {
  const regex = new RegExp(`^${translate(pattern)}$`, 'su');
  return (value) => typeof value === 'string' && regex.test(value);
}

function translate(pattern: string): string {
  let source = '';
  for (let at = 0; at < pattern.length; at += 1) {
    const character = pattern.charAt(at);
    const next = pattern.charAt(at + 1);
    if (character === '*' && next === '*') {
      // Event Ruler counts positions in the quoted JSON string.
      throw new InvalidPattern(`Consecutive wildcard characters at pos ${at + 1}`);
    }
    if (character === '\\') {
      if (next !== '*' && next !== '\\') {
        throw new InvalidPattern(`Invalid escape character at pos ${at + 1}`);
      }
      source += `\\${next}`;
      at += 1;
    } else {
      source += character === '*' ? '.*' : character.replace(/[.+?^${}()|[\]/]/g, '\\$&');
    }
  }
  return source;
}

type Comparison = (value: number, bound: number) => boolean;

const comparisons: Readonly<Record<string, Comparison>> = {
  '=': (value, bound) => value === bound,
  '<': (value, bound) => value < bound,
  '<=': (value, bound) => value <= bound,
  '>': (value, bound) => value > bound,
  '>=': (value, bound) => value >= bound,
};

/** `["numeric", [">", 0, "<=", 5]]`: one bound, or a lower and an upper one. */
function numericTest(range: unknown): ValueTest {
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

/** An address in an IPv4 or IPv6 block; a value that is no address does not match. */
function cidrTest(block: string): ValueTest {
  const [network = '', bits = ''] = block.split('/');
  const version = isIP(network);
  const prefix = Number(bits);
  if (version === 0 || !/^\d+$/.test(bits) || prefix > (version === 4 ? 32 : 128)) {
    throw new InvalidPattern(`Malformed CIDR, '${block}'`);
  }
  const list = new BlockList();
  list.addSubnet(network, prefix, family(version));
  return (value) => typeof value === 'string' && contains(list, value);
}

function contains(list: BlockList, address: string): boolean {
  const version = isIP(address);
  return version !== 0 && list.check(address, family(version));
}

function family(version: number): 'ipv4' | 'ipv6' {
  return version === 4 ? 'ipv4' : 'ipv6';
}
