import { runtimeFailure, StateFailure } from './state-failure';

/** What paths are read from. */
export interface Scope {
  /** `$` */
  readonly input: unknown;
  /** `$$` */
  readonly context: unknown;
}

/** A name, an index (negative from the end), or `null` for all of them. */
type Step = string | number | null;

interface Path {
  readonly from: keyof Scope;
  readonly steps: readonly Step[];
}

const step =
  /\.(?<name>[^\s.[\]'"()*?@,:$]+)|\[(?:'(?<single>[^']*)'|"(?<double>[^"]*)"|(?<index>-?\d+))\]|(?<all>\.\*|\[\*\])/y;

/** Reference paths and `[*]`; filters, slices, unions and `..` are not known here: undefined. */
export function parsePath(text: string): Path | undefined {
  const from = text.startsWith('$$') ? 'context' : 'input';
  if (!text.startsWith('$')) return undefined;
  const steps: Step[] = [];
  step.lastIndex = from === 'context' ? 2 : 1;
  while (step.lastIndex < text.length) {
    const groups = step.exec(text)?.groups;
    if (groups === undefined) return undefined;
    steps.push(stepOf(groups));
  }
  return { from, steps };
}

function stepOf({
  name,
  single,
  double,
  index,
}: Readonly<Record<string, string | undefined>>): Step {
  if (index !== undefined) return Number(index);
  return name ?? single ?? double ?? null;
}

/** It points to one place of the input, which can be written to. */
export function isReferencePath(text: string): boolean {
  const path = parsePath(text);
  return path?.from === 'input' && path.steps.every((one) => one !== null && !(Number(one) < 0));
}

/** Undefined when there is nothing. A path with `[*]` finds a list, which may be empty. */
export function readPath(text: string, scope: Scope): unknown {
  const path = parsePath(text);
  if (path === undefined) throw runtimeFailure(`Invalid path '${text}'`);
  const found = path.steps.reduce<readonly unknown[]>(
    (values, one) => values.flatMap((value) => follow(value, one)),
    [scope[path.from]],
  );
  return path.steps.includes(null) ? found : found[0];
}

function follow(value: unknown, one: Step): readonly unknown[] {
  if (one === null) return isTree(value) ? Object.values(value) : [];
  if (typeof one === 'number') {
    const found = Array.isArray(value) ? value.at(one) : undefined;
    return found === undefined ? [] : [found];
  }
  return isTree(value) && !Array.isArray(value) && Object.hasOwn(value, one) ? [value[one]] : [];
}

/** The tree with the value at the place; what is missing on the way there is made. */
export function writePath(tree: unknown, text: string, value: unknown): unknown {
  const steps = parsePath(text)?.steps ?? [];
  const put = (into: unknown, [one, ...rest]: readonly Step[]): unknown => {
    if (one === undefined || one === null) return value;
    if (typeof one === 'number') {
      if (!Array.isArray(into) || one >= into.length) throw mismatch();
      return into.map((each, at) => (at === one ? put(each, rest) : each));
    }
    if (into !== undefined && (!isTree(into) || Array.isArray(into))) throw mismatch();
    return { ...into, [one]: put(into?.[one], rest) };
  };
  const mismatch = (): StateFailure =>
    new StateFailure(
      'States.ResultPathMatchFailure',
      `Unable to apply ReferencePath ${text} to input ${JSON.stringify(tree)}`,
    );
  return put(tree, steps);
}

export const isTree = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
