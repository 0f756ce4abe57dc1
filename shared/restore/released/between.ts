import { same } from '../../domain/same';
import type { RuleTarget, WardenState } from '../../domain/warden';

type Pieces = Readonly<Record<string, unknown>>;

/**
 * What a part would have to be if each piece of it may be as any of the versions says: the piece that is seen where one
 * of them says so, and the newest one's elsewhere. `mayLack`: a piece may not be there yet.
 */
export function between(
  is: WardenState,
  versions: readonly WardenState[],
  mayLack: boolean,
): WardenState {
  const seen = piecesOf(is);
  const right = versions.map(piecesOf);
  const names = new Set(right.flatMap((pieces) => Object.keys(pieces)));
  const chosen = [...names].flatMap((name) => {
    const isOneOf = right.some((pieces) => same(pieces[name], seen[name]));
    const may = isOneOf || (mayLack && !(name in seen));
    const value = may ? seen[name] : right.find((pieces) => name in pieces)?.[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return wholeOf(is, Object.fromEntries(chosen));
}

/** How many pieces differ. */
export function differences(is: WardenState, must: WardenState): number {
  const [one, other] = [piecesOf(is), piecesOf(must)];
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].filter((name) => !same(one[name], other[name])).length;
}

/** Of these, each entry is a piece of its own. */
const MAPS = ['inlinePolicies', 'attributes'] as const;
const LISTS = ['targets', 'attachedPolicies'] as const;

/** By name: `state`, `targets/security-account`, `inlinePolicies/forward`. */
function piecesOf(state: WardenState): Pieces {
  const pieces: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(state)) {
    if (isOf(MAPS, name)) {
      for (const [key, one] of Object.entries(value as object)) pieces[`${name}/${key}`] = one;
    } else if (isOf(LISTS, name)) {
      for (const one of value as readonly (RuleTarget | string)[])
        pieces[`${name}/${typeof one === 'string' ? one : one.Id}`] = one;
    } else if (name !== 'url') pieces[name] = value;
  }
  return pieces;
}

/** What was not read of a part is not in it either. */
function wholeOf(is: WardenState, pieces: Pieces): WardenState {
  const whole: Record<string, unknown> = {};
  for (const name of MAPS) if (name in is) whole[name] = {};
  for (const name of LISTS) if (name in is) whole[name] = [];
  for (const [path, value] of Object.entries(pieces)) {
    const [name = '', ...rest] = path.split('/');
    const key = rest.join('/');
    const held = whole[name];
    if (isOf(MAPS, name)) whole[name] = { ...(held as object), [key]: value };
    else if (isOf(LISTS, name)) whole[name] = [...((held ?? []) as unknown[]), value];
    else whole[name] = value;
  }
  return { ...('url' in is && { url: is.url }), ...whole } as WardenState;
}

const isOf = (names: readonly string[], name: string): boolean => names.includes(name);
