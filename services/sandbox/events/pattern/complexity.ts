import { InvalidPattern, type Leaf, type Pattern } from './pattern';

/**
 * Refuses a pattern whose wildcards cost EventBridge too much. Recorded on AWS, September 2026: what counts is one path
 * behind the same other paths, for which there may be ten wildcards, and no text may match ten beginnings of them at once.
 * Nothing counts behind a path that has to be absent.
 */
export function refuseComplexity(pattern: Pattern): void {
  const groups = new Map<string, (readonly string[])[]>();
  for (const alternative of pattern) {
    let before = '';
    for (const [path, leaf] of [...alternative].sort(([one], [other]) => (one < other ? -1 : 1))) {
      const group = `${before}${path}`;
      groups.set(group, [...(groups.get(group) ?? []), ...leaf.wildcards]);
      before = `${group}${leaf.source}`;
      if (isOnlyAbsence(leaf)) break;
    }
  }
  for (const wildcards of groups.values()) {
    if (wildcards.length > MOST_WILDCARDS || mostAtOnce(wildcards.flat()) >= TOO_MANY) {
      throw new InvalidPattern(
        'Rule is too complex - try using fewer wildcard characters or fewer repeating character sequences after a wildcard character',
      );
    }
  }
}

const MOST_WILDCARDS = 10;
const TOO_MANY = 10;

const isOnlyAbsence = ({ source }: Leaf): boolean => /^\[\{"exists":false\}\]$/.test(source);

type Token = { readonly any: true } | { readonly any: false; readonly character: string };

const tokensOf = (wildcard: string): readonly Token[] =>
  [...wildcard.matchAll(/\\(.)|(.)/gsu)].map(([, escaped, plain]) =>
    plain === '*' ? { any: true } : { any: false, character: escaped ?? plain ?? '' },
  );

/**
 * Of all texts the one that matches the most beginnings at once: so many. A beginning has a star in it and is not the whole
 * wildcard. Each step reads one more character of such a text; enough is enough.
 */
function mostAtOnce(wildcards: readonly string[]): number {
  const all = wildcards.map(tokensOf).filter((tokens) => tokens.some(({ any }) => any));
  const characters = new Set(all.flat().flatMap((token) => (token.any ? [] : [token.character])));
  const start = all.flatMap((tokens, of) => past(tokens, of, 0));
  const waiting: (readonly Place[])[] = [start];
  const seen = new Set([nameOf(start)]);
  let most = 0;
  for (let places = waiting.pop(); places !== undefined; places = waiting.pop()) {
    most = Math.max(most, places.filter((place) => isBeginning(all, place)).length);
    if (most >= TOO_MANY) return most;
    for (const character of [...characters, '']) {
      const next = step(all, places, character);
      const name = nameOf(next);
      if (next.length === 0 || seen.has(name)) continue;
      seen.add(name);
      waiting.push(next);
    }
  }
  return most;
}

/** So much of one wildcard has been matched. */
interface Place {
  readonly of: number;
  readonly read: number;
}

const nameOf = (places: readonly Place[]): string =>
  places.map(({ of, read }) => `${of}.${read}`).join(' ');

/** A star may stand for nothing, so whoever stands before it stands behind it too. */
const past = (tokens: readonly Token[], of: number, read: number): readonly Place[] =>
  tokens[read]?.any
    ? [
        { of, read },
        { of, read: read + 1 },
      ]
    : [{ of, read }];

function isBeginning(all: readonly (readonly Token[])[], { of, read }: Place): boolean {
  const tokens = all[of] ?? [];
  return read < tokens.length && tokens.slice(0, read).some(({ any }) => any);
}

function step(
  all: readonly (readonly Token[])[],
  places: readonly Place[],
  character: string,
): readonly Place[] {
  const next = new Map<string, Place>();
  for (const { of, read } of places) {
    const tokens = all[of] ?? [];
    const token = tokens[read];
    const stays = tokens[read - 1]?.any ? [{ of, read }] : [];
    const goes =
      token && !token.any && token.character === character ? past(tokens, of, read + 1) : [];
    for (const place of [...stays, ...goes]) next.set(nameOf([place]), place);
  }
  return [...next.values()].sort((one, other) => one.of - other.of || one.read - other.read);
}
