import { evaluate, expressionProblem } from './expression';
import { isTree, type Scope } from './path';
import { runtimeFailure } from './state-failure';

/** A payload template (Parameters, ResultSelector, ItemSelector) with every `.$` worked out. */
export function fill(template: unknown, scope: Scope): unknown {
  if (Array.isArray(template)) return template.map((each) => fill(each, scope));
  if (!isTree(template)) return template;
  return Object.fromEntries(
    Object.entries(template).map(([key, value]) =>
      key.endsWith('.$')
        ? [key.slice(0, -2), worked(key, String(value), scope)]
        : [key, fill(value, scope)],
    ),
  );
}

function worked(key: string, text: string, scope: Scope): unknown {
  const value = evaluate(text, scope);
  if (value !== undefined) return value;
  const from = text.startsWith('$$') ? scope.context : scope.input;
  throw runtimeFailure(
    `The JSONPath '${text}' specified for the field '${key}' could not be found in the input '${JSON.stringify(from)}'`,
  );
}

/** What is wrong with the template, each with the key it stands at. */
export function payloadProblems(template: unknown): readonly string[] {
  if (Array.isArray(template)) return template.flatMap(payloadProblems);
  if (!isTree(template)) return [];
  return Object.entries(template).flatMap(([key, value]) => {
    if (!key.endsWith('.$')) return payloadProblems(value);
    const problem =
      typeof value === 'string'
        ? expressionProblem(value)
        : `The value for the field '${key}' must be a STRING`;
    return problem === undefined ? [] : [problem];
  });
}
