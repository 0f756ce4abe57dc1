import { isInput } from '../../core/input';
import { refuseComplexity } from './complexity';
import { parseLeaf } from './parse-leaf';
import { type Alternative, InvalidPattern, type Pattern } from './pattern';

/** Reads an event pattern; throws `InvalidPattern` with the sentence EventBridge gives as reason. */
export function parsePattern(pattern: unknown): Pattern {
  if (!isInput(pattern)) throw new InvalidPattern('Filter is not an object');
  const parsed = parseObject(pattern, '');
  refuseComplexity(parsed);
  return parsed;
}

/** The pattern as the API takes it: JSON text. */
export function parsePatternText(text: string): Pattern {
  return parsePattern(parseJson(text));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new InvalidPattern(cause instanceof Error ? cause.message : 'not JSON', { cause });
  }
}

function parseObject(object: Readonly<Record<string, unknown>>, path: string): Pattern {
  const entries = Object.entries(object);
  if (entries.length === 0) throw new InvalidPattern('Empty objects are not allowed');
  return entries
    .map(([key, value]) => parseKey(key, value, path))
    .reduce((left, right) => both(left, right));
}

function parseKey(key: string, value: unknown, path: string): Pattern {
  // Event Ruler reads `$or` as a relation only when it lists two or more objects.
  if (key === '$or' && Array.isArray(value) && value.length > 1 && value.every(isInput)) {
    return value.flatMap((branch) => parseObject(branch, path));
  }
  const childPath = path ? `${path}.${key}` : key;
  if (Array.isArray(value)) return [new Map([[childPath, parseLeaf(value)]])];
  if (isInput(value)) return parseObject(value, childPath);
  throw new InvalidPattern(`"${key}" must be an object or an array`);
}

/** Every way in which one alternative of each side holds. */
function both(left: Pattern, right: Pattern): Pattern {
  return left.flatMap((one) => right.map((other): Alternative => new Map([...one, ...other])));
}
