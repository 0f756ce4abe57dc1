import { arnLike, stringLike } from './wildcard';

type Test = (actual: string, expected: string) => boolean;

const equals: Test = (actual, expected) => actual === expected;
const equalsIgnoringCase: Test = (actual, expected) =>
  actual.toLowerCase() === expected.toLowerCase();

interface Operator {
  readonly test: Test;
  readonly negated: boolean;
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
