import type { Rule } from './definition';
import { isTree, parsePath, readPath, type Scope } from './path';
import { runtimeFailure } from './state-failure';

/** Whether a rule of a Choice state holds. */
export function holds(rule: Rule, scope: Scope): boolean {
  const { And, Or, Not } = rule;
  if (Array.isArray(And)) return And.every((each) => holds(each, scope));
  if (Array.isArray(Or)) return Or.some((each) => holds(each, scope));
  if (isTree(Not)) return !holds(Not, scope);
  const variable = String(rule.Variable);
  const value = readPath(variable, scope);
  const [operator = '', operand] = comparisonOf(rule) ?? [];
  if (operator === 'IsPresent') return (value !== undefined) === operand;
  if (value === undefined) throw invalidPath(variable);
  const test = tests[operator];
  if (test !== undefined) return test(value) === operand;
  if (operator === 'StringMatches') return matches(value, String(operand));
  return compares(operator, value, operand, scope);
}

const invalidPath = (path: string) =>
  runtimeFailure(
    `Invalid path '${path}': The choice state's condition path references an invalid value.`,
  );

const tests: Readonly<Record<string, (value: unknown) => boolean>> = {
  IsNull: (value) => value === null,
  IsNumeric: (value) => typeof value === 'number',
  IsString: (value) => typeof value === 'string',
  IsBoolean: (value) => typeof value === 'boolean',
  IsTimestamp: (value) => timestamp(value) !== undefined,
};

/** What a value of each kind is compared by; undefined when it is of another kind, and so never compares. */
const kinds: Readonly<Record<string, (value: unknown) => string | number | boolean | undefined>> = {
  String: (value) => (typeof value === 'string' ? value : undefined),
  Numeric: (value) => (typeof value === 'number' ? value : undefined),
  Boolean: (value) => (typeof value === 'boolean' ? value : undefined),
  Timestamp: timestamp,
};

type Compared = string | number | boolean;

const orders: Readonly<Record<string, (one: Compared, other: Compared) => boolean>> = {
  Equals: (one, other) => one === other,
  LessThan: (one, other) => one < other,
  GreaterThan: (one, other) => one > other,
  LessThanEquals: (one, other) => one <= other,
  GreaterThanEquals: (one, other) => one >= other,
};

const comparison =
  /^(?:(String|Numeric|Timestamp)(Equals|LessThan|GreaterThan|LessThanEquals|GreaterThanEquals)|(Boolean)(Equals))(Path)?$/;

function compares(operator: string, value: unknown, operand: unknown, scope: Scope): boolean {
  const [, ordered, order, boolean, equals, path] = comparison.exec(operator) ?? [];
  const other = path === undefined ? operand : readPath(String(operand), scope);
  if (other === undefined) throw invalidPath(String(operand));
  const kind = kinds[ordered ?? boolean ?? ''];
  const [left, right] = [kind?.(value), kind?.(other)];
  if (left === undefined || right === undefined) return false;
  return orders[order ?? equals ?? '']?.(left, right) ?? false;
}

/** RFC 3339, as the language wants it; in milliseconds. */
function timestamp(value: unknown): number | undefined {
  const form = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;
  if (typeof value !== 'string' || !form.test(value)) return undefined;
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : at;
}

/** `*` stands for any characters, `\*` for itself. */
function matches(value: unknown, pattern: string): boolean {
  const form = pattern.replace(/\\([*\\])|[.*+?^${}()|[\]\\]/g, (found, escaped?: string) =>
    found === '*' ? '.*' : `\\${escaped ?? found}`,
  );
  return typeof value === 'string' && new RegExp(`^${form}$`, 's').test(value);
}

function comparisonOf(rule: Rule): readonly [string, unknown] | undefined {
  return Object.entries(rule).find(([name]) => isOperator(name));
}

const isOperator = (name: string): boolean =>
  name === 'IsPresent' ||
  name === 'StringMatches' ||
  Object.hasOwn(tests, name) ||
  comparison.test(name);

/** What is wrong with a rule, its parts included. */
export function ruleProblem(rule: unknown): string | undefined {
  if (!isTree(rule)) return 'A choice rule must be an object';
  for (const name of ['And', 'Or'] as const) {
    const parts = rule[name];
    if (parts === undefined) continue;
    if (!Array.isArray(parts) || parts.length === 0) return `The field '${name}' must be a list`;
    return parts.map(ruleProblem).find((problem) => problem !== undefined);
  }
  if (rule.Not !== undefined) return ruleProblem(rule.Not);
  if (typeof rule.Variable !== 'string' || parsePath(rule.Variable) === undefined) {
    return "The value for the field 'Variable' must be a valid JSONPath";
  }
  const [operator = '', operand] = comparisonOf(rule) ?? [];
  if (operator === '') return 'A choice rule must have one comparison operator';
  const isPath = operator.endsWith('Path');
  if (isPath && parsePath(String(operand)) === undefined) {
    return `The value for the field '${operator}' must be a valid JSONPath`;
  }
  const wanted = operandType(operator);
  if (typeof operand !== wanted) {
    return `The value for the field '${operator}' must be a ${wanted.toUpperCase()}`;
  }
  return undefined;
}

function operandType(operator: string): 'string' | 'number' | 'boolean' {
  if (operator.endsWith('Path')) return 'string';
  if (operator.startsWith('Is') || operator.startsWith('Boolean')) return 'boolean';
  return operator.startsWith('Numeric') ? 'number' : 'string';
}
