import type { ConditionContext } from './condition-context';
import { isKnownConditionKey } from './condition-keys';
import { type ParsedOperator, parseOperator } from './condition-operator';
import { expandVariables } from './expand-variables';
import { listOf } from './list-of';
import type { ConditionBlock } from './policy-document';
import { UnsupportedPolicy } from './unsupported-policy';

/** True when every operator and every key in the block holds. Throws on what it cannot judge. */
export function matchCondition(
  block: ConditionBlock | undefined,
  context: ConditionContext,
): boolean {
  return Object.entries(block ?? {}).every(([written, keys]) => {
    const operator = parseOperator(written);
    if (!operator) throw new UnsupportedPolicy(`condition operator ${written}`);
    return Object.entries(keys).every(([key, expected]) =>
      matchKey(operator, contextValues(key, context), expandAll(listOf(expected), context)),
    );
  });
}

function matchKey(
  { kind, ifExists, quantifier, operator }: ParsedOperator,
  actual: readonly string[] | undefined,
  expected: readonly string[],
): boolean {
  if (kind === 'null') return expected.includes(String(actual === undefined));
  if (actual === undefined) return ifExists || matchesAbsent(quantifier, operator.negated);
  const holds = (value: string) =>
    operator.negated !== expected.some((pattern) => operator.test(value, pattern));
  return quantifier === 'all' ? actual.every(holds) : actual.some(holds);
}

/** "Not equal" holds for a key that is not there; `ForAllValues` of nothing does, `ForAnyValue` does not. */
function matchesAbsent(quantifier: ParsedOperator['quantifier'], negated: boolean): boolean {
  return quantifier === undefined ? negated : quantifier === 'all';
}

function expandAll(
  expected: readonly (string | boolean | number)[],
  context: ConditionContext,
): readonly string[] {
  return expected.flatMap((value) => expandVariables(String(value), context) ?? []);
}

function contextValues(key: string, context: ConditionContext): readonly string[] | undefined {
  const wanted = key.toLowerCase();
  const found = Object.keys(context).find((candidate) => candidate.toLowerCase() === wanted);
  if (found === undefined && !isKnownConditionKey(key)) {
    throw new UnsupportedPolicy(`condition key ${key}`);
  }
  const value = found === undefined ? undefined : context[found];
  return value === undefined ? undefined : listOf(value);
}
