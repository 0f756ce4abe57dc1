import { NotEmulated } from '../core/service';

const compiled = new Map<string, RegExp>();

/** `*` any characters, `?` one; everything else literally, case matters. */
export function stringLike(actual: string, pattern: string): boolean {
  if (!/[*?]/.test(pattern)) return actual === pattern;
  return compile(pattern).test(actual);
}

/** Action names match without regard to case [D reference_policies_elements_action]. */
export function actionLike(actual: string, pattern: string): boolean {
  return stringLike(actual.toLowerCase(), pattern.toLowerCase());
}

/** As `stringLike`, but each of the six parts of an ARN for itself: `*` in one does not reach into the next. */
function arnLike(actual: string, pattern: string): boolean {
  const actualParts = arnParts(actual);
  const patternParts = arnParts(pattern);
  if (pattern === '*') return true;
  if (actualParts.length !== 6 || patternParts.length !== 6) return false;
  return patternParts.every((part, index) => stringLike(actualParts[index] ?? '', part));
}

function arnParts(arn: string): readonly string[] {
  const parts = arn.split(':');
  return parts.length <= 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(':')];
}

function compile(pattern: string): RegExp {
  const known = compiled.get(pattern);
  if (known) return known;
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*/g, '.*')
    .replace(/\?/g, '.');
  const made = new RegExp(`^${source}$`, 's');
  // Patterns come from policies, but a policy variable makes a new one per caller.
  if (compiled.size > 5000) compiled.clear();
  compiled.set(pattern, made);
  return made;
}

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

/** A policy uses something the evaluator does not know. Guessing would make the sandbox lie. */
export class UnsupportedPolicy extends NotEmulated {
  constructor(what: string) {
    super(`sandbox: IAM policies with ${what} are not emulated; add it in services/sandbox/iam/…`);
  }
}

/** Refuses an operator the evaluator does not know. */
export function parseOperator(written: string): ParsedOperator {
  const found = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/.exec(written);
  const name = found?.[2] ?? '';
  const quantifier = quantifierOf(found?.[1]);
  const ifExists = found?.[3] !== undefined;
  if (name === 'Null') {
    const operator = { test: equals, negated: false };
    return { kind: 'null', ifExists: false, quantifier, operator };
  }
  const operator = operators.get(name);
  if (operator) return { kind: 'compare', ifExists, quantifier, operator };
  throw new UnsupportedPolicy(`condition operator ${written}`);
}

function quantifierOf(written: string | undefined): ParsedOperator['quantifier'] {
  if (written === 'ForAllValues') return 'all';
  return written === 'ForAnyValue' ? 'any' : undefined;
}
