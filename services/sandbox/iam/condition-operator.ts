import { arnLike, stringLike } from './wildcard';

type Test = (actual: string, expected: string) => boolean;

const equals: Test = (actual, expected) => actual === expected;
const equalsIgnoringCase: Test = (actual, expected) =>
  actual.toLowerCase() === expected.toLowerCase();

interface Operator {
  readonly test: Test;
  readonly negated: boolean;
  /** Which values a policy may ask for; absent: any. */
  readonly takes?: (expected: string) => boolean;
}

/** ISO 8601 as W3C profiles it, or seconds since 1970 [D reference_policies_elements_condition_operators#Date]. */
function timeOf(text: string): number {
  if (/^\d+$/.test(text)) return Number(text) * 1_000;
  return /^\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?)?)?$/.test(text)
    ? Date.parse(text)
    : Number.NaN;
}

function isDate(text: string): boolean {
  return !Number.isNaN(timeOf(text));
}

function at(compare: (one: number, other: number) => boolean): Test {
  return (actual, expected) => compare(timeOf(actual), timeOf(expected));
}

/** ArnEquals and ArnLike behave alike [D reference_policies_elements_condition_operators]. */
const operators: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ['StringEquals', { test: equals, negated: false }],
  ['StringNotEquals', { test: equals, negated: true }],
  ['StringEqualsIgnoreCase', { test: equalsIgnoringCase, negated: false }],
  ['StringNotEqualsIgnoreCase', { test: equalsIgnoringCase, negated: true }],
  ['StringLike', { test: stringLike, negated: false }],
  ['StringNotLike', { test: stringLike, negated: true }],
  ['ArnEquals', { test: arnLike, negated: false }],
  ['ArnNotEquals', { test: arnLike, negated: true }],
  ['ArnLike', { test: arnLike, negated: false }],
  ['ArnNotLike', { test: arnLike, negated: true }],
  ['Bool', { test: equalsIgnoringCase, negated: false }],
  ['DateEquals', { test: at((one, other) => one === other), negated: false, takes: isDate }],
  ['DateNotEquals', { test: at((one, other) => one === other), negated: true, takes: isDate }],
  ['DateLessThan', { test: at((one, other) => one < other), negated: false, takes: isDate }],
  ['DateLessThanEquals', { test: at((one, other) => one <= other), negated: false, takes: isDate }],
  ['DateGreaterThan', { test: at((one, other) => one > other), negated: false, takes: isDate }],
  [
    'DateGreaterThanEquals',
    { test: at((one, other) => one >= other), negated: false, takes: isDate },
  ],
]);

export interface ParsedOperator {
  readonly kind: 'null' | 'compare';
  readonly ifExists: boolean;
  readonly quantifier: 'any' | 'all' | undefined;
  readonly operator: Operator;
}

/** Undefined for an operator the evaluator does not know. */
export function parseOperator(written: string): ParsedOperator | undefined {
  const found = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/.exec(written);
  const name = found?.[2] ?? '';
  const quantifier = quantifierOf(found?.[1]);
  const ifExists = found?.[3] !== undefined;
  if (name === 'Null') {
    return {
      kind: 'null',
      ifExists: false,
      quantifier,
      operator: { test: equals, negated: false },
    };
  }
  const operator = operators.get(name);
  return operator && { kind: 'compare', ifExists, quantifier, operator };
}

function quantifierOf(written: string | undefined): ParsedOperator['quantifier'] {
  if (written === 'ForAllValues') return 'all';
  return written === 'ForAnyValue' ? 'any' : undefined;
}
