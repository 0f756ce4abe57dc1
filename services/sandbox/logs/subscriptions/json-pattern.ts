import { NotEmulated } from '../../core/service';
import { stringLike } from '../../iam/condition-operator';

/** Whether an entry passes. */
export type Passes = (message: string) => boolean;

export const unknownPattern = (pattern: string): NotEmulated =>
  new NotEmulated(
    `sandbox: the filter pattern ${pattern} is not emulated; add it in services/sandbox/logs/subscriptions/filter-pattern.ts`,
  );

type Holds = (entry: unknown) => boolean;

const token = /\s*(&&|\|\||[()]|\$(?:\.[\w-]+|\[\d+\])+|!?=|"(?:[^"\\]|\\.)*"|[^\s()&|=!"]+)/y;

/** What stands between the braces: `$.a.b = "x"`, joined by `&&`, `||` and parentheses. `*` in a text is any characters. */
export function readJsonPattern(written: string, pattern: string): Passes {
  const tokens = tokensOf(written.trim(), pattern);
  const holds = either(tokens, pattern);
  if (tokens.length > 0) throw unknownPattern(pattern);
  return (message) => {
    const entry = parsed(message);
    return entry !== undefined && holds(entry);
  };
}

function tokensOf(written: string, pattern: string): string[] {
  const tokens: string[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < written.length) {
    const found = token.exec(written)?.[1];
    if (found === undefined) throw unknownPattern(pattern);
    tokens.push(found);
  }
  return tokens;
}

/** `&&` binds more than `||`. */
function either(tokens: string[], pattern: string): Holds {
  const first = both(tokens, pattern);
  if (tokens[0] !== '||') return first;
  tokens.shift();
  const rest = either(tokens, pattern);
  return (entry) => first(entry) || rest(entry);
}

function both(tokens: string[], pattern: string): Holds {
  const first = one(tokens, pattern);
  if (tokens[0] !== '&&') return first;
  tokens.shift();
  const rest = both(tokens, pattern);
  return (entry) => first(entry) && rest(entry);
}

function one(tokens: string[], pattern: string): Holds {
  const [selector = '', ...rest] = tokens.splice(0, 1);
  if (selector === '(') {
    const inner = either(tokens, pattern);
    if (tokens.shift() !== ')') throw unknownPattern(pattern);
    return inner;
  }
  const [operator, value] = [...rest, ...tokens.splice(0, 2)];
  const isKnown = selector.startsWith('$') && operator === '=' && value !== undefined;
  if (!isKnown || !/^["\w*]/.test(value)) throw unknownPattern(pattern);
  const wanted = value.startsWith('"') ? value.slice(1, -1).replace(/\\(.)/g, '$1') : value;
  return (entry) => {
    const found = select(entry, selector);
    if (typeof found === 'number') return found === Number(wanted);
    return typeof found === 'string' && stringLike(found, wanted);
  };
}

function select(entry: unknown, selector: string): unknown {
  const steps = [...selector.matchAll(/\.([\w-]+)|\[(\d+)\]/g)].map(([, name, at]) => name ?? at);
  return steps.reduce<unknown>(
    (tree, step) =>
      typeof tree === 'object' && tree !== null && Object.hasOwn(tree, step ?? '')
        ? (tree as Record<string, unknown>)[step ?? '']
        : undefined,
    entry,
  );
}

function parsed(message: string): unknown {
  try {
    return JSON.parse(message) as unknown;
  } catch {
    // A line that is no JSON matches no JSON pattern.
    return undefined;
  }
}
