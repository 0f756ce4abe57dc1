import { parsePath, readPath, type Scope } from './path';
import { runtimeFailure, StateFailure } from './state-failure';

/** What stands behind a key that ends in `.$`: a path or an intrinsic function, which may hold others. */
type Expression =
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] };

/** Why the text is no expression that is known here; undefined when it is one. */
export function expressionProblem(text: string): string | undefined {
  try {
    parse(text);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

export function evaluate(text: string, scope: Scope): unknown {
  return resultOf(parse(text), scope);
}

function resultOf(expression: Expression, scope: Scope): unknown {
  if (expression.kind === 'value') return expression.value;
  if (expression.kind === 'path') return readPath(expression.path, scope);
  const args = expression.args.map((each) => {
    const value = resultOf(each, scope);
    if (value !== undefined) return value;
    const path = each.kind === 'path' ? each.path : '';
    throw runtimeFailure(
      `The function '${written(expression)}' had the following error: The JsonPath argument for the field '${path}' could not be found in the input '${JSON.stringify(scope.input)}'`,
    );
  });
  const run = intrinsics[expression.name];
  if (run === undefined) throw runtimeFailure(`Unknown function ${expression.name}`);
  return run(args);
}

const intrinsics: Readonly<Record<string, (args: readonly unknown[]) => unknown>> = {
  'States.Array': (args) => args,
  'States.Format': ([template, ...values]) => {
    const rest = [...values];
    const filled = String(template).replace(/\\([\\'{}])|\{\}/g, (_, escaped?: string) => {
      if (escaped !== undefined) return escaped;
      if (rest.length === 0) throw intrinsicFailure('States.Format', 'too few arguments');
      return asText(rest.shift());
    });
    if (rest.length > 0) throw intrinsicFailure('States.Format', 'too many arguments');
    return filled;
  },
  'States.JsonToString': ([value]) => JSON.stringify(value),
  'States.StringToJson': ([text]) => {
    try {
      return JSON.parse(String(text));
    } catch {
      throw intrinsicFailure('States.StringToJson', `'${String(text)}' is not valid JSON`);
    }
  },
};

const asText = (value: unknown): string =>
  typeof value === 'string' ? value : JSON.stringify(value);

function intrinsicFailure(name: string, why: string): StateFailure {
  return new StateFailure('States.IntrinsicFailure', `The function '${name}' failed: ${why}.`);
}

function written(expression: Expression): string {
  if (expression.kind === 'path') return expression.path;
  if (expression.kind === 'value') return JSON.stringify(expression.value);
  return `${expression.name}(${expression.args.map(written).join(', ')})`;
}

const token = {
  space: /\s*/y,
  name: /States\.\w+/y,
  // Within brackets a path may hold anything but a bracket; outside, nothing that ends an argument.
  path: /\$(?:\[[^\]]*\]|[^\s,()[\]])*/y,
  text: /'((?:[^'\\]|\\.)*)'/y,
  other: /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y,
};

/** Throws an Error that says what is wrong. */
function parse(text: string): Expression {
  let at = 0;
  const take = (form: RegExp): RegExpExecArray | null => {
    form.lastIndex = at;
    const found = form.exec(text);
    if (found !== null) at += found[0].length;
    return found;
  };
  const takeArguments = (): readonly Expression[] => {
    const args: Expression[] = [];
    take(token.space);
    if (take(/\)/y)) return args;
    do args.push(takeOne());
    while (take(/,/y));
    if (!take(/\)/y)) throw new Error(`The expression '${text}' lacks a closing bracket`);
    return args;
  };
  const takeOne = (): Expression => {
    take(token.space);
    const one = takeCall() ?? takePath() ?? takeValue();
    take(token.space);
    if (one !== undefined) return one;
    throw new Error(`The value '${text}' must be a path or an intrinsic function`);
  };
  const takeCall = (): Expression | undefined => {
    const name = take(token.name)?.[0];
    if (name === undefined) return undefined;
    if (!Object.hasOwn(intrinsics, name)) {
      throw new Error(`sandbox: the intrinsic function ${name} is not emulated`);
    }
    if (!take(/\(/y)) throw new Error(`The expression '${text}' lacks an opening bracket`);
    return { kind: 'call', name, args: takeArguments() };
  };
  const takePath = (): Expression | undefined => {
    const path = take(token.path)?.[0];
    if (path === undefined) return undefined;
    if (parsePath(path) !== undefined) return { kind: 'path', path };
    throw new Error(`sandbox: the path '${path}' is not emulated, only reference paths and [*]`);
  };
  const takeValue = (): Expression | undefined => {
    const literal = take(token.text)?.[1];
    if (literal !== undefined) return { kind: 'value', value: literal };
    const other = take(token.other)?.[0];
    return other === undefined ? undefined : { kind: 'value', value: JSON.parse(other) };
  };
  const whole = takeOne();
  if (at === text.length && whole.kind !== 'value') return whole;
  throw new Error(`The value '${text}' must be a path or an intrinsic function`);
}
