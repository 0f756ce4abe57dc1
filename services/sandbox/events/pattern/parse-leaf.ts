import { cidrTest } from './cidr';
import { numericTest } from './numeric';
import { InvalidPattern, type Leaf, type Scalar, type ValueTest } from './pattern';
import { wildcardTest } from './wildcard';

/** The array at the end of a pattern's path: literals and match objects, any of which may hold. */
export function parseLeaf(values: readonly unknown[]): Leaf {
  if (values.length === 0) throw new InvalidPattern('Empty arrays are not allowed');
  const matchesAbsence = values.some((value) => operatorOf(value)?.operand === false);
  return { tests: values.map(parseTest), matchesAbsence };
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

function isScalar(value: unknown): value is Scalar {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}
