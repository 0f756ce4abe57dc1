import { refuse } from '../refusals';

export interface KeyPage {
  readonly keys: readonly string[];
  readonly commonPrefixes: readonly string[];
  readonly maxKeys: number;
  /** Continuation token; undefined on the last page. */
  readonly next: string | undefined;
}

/** One page of keys in UTF-8 order, those with a delimiter after the prefix rolled up [D API_ListObjectsV2]. */
export function listKeys(
  all: readonly string[],
  input: Readonly<Record<string, unknown>>,
): KeyPage {
  const { Prefix = '', Delimiter, MaxKeys = '1000', ContinuationToken, StartAfter = '' } = input;
  if (!/^\d+$/.test(String(MaxKeys)))
    throw refuse.invalidArgument('Provided max-keys not an integer');
  const maxKeys = Math.min(Number(MaxKeys), 1000);
  const after =
    typeof ContinuationToken === 'string' ? keyOf(ContinuationToken) : String(StartAfter);
  const rolled = all
    .filter((key) => key.startsWith(String(Prefix)))
    .map((key) => rollUp(key, String(Prefix), Delimiter));
  const entries = [...new Set(rolled)]
    .filter((entry) => entry > after)
    .sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  const page = entries.slice(0, maxKeys);
  const isPrefix = (entry: string) => entry !== Prefix && isRolled(entry, Delimiter, all);
  return {
    keys: page.filter((entry) => !isPrefix(entry)),
    commonPrefixes: page.filter(isPrefix),
    maxKeys,
    next: entries.length > page.length ? tokenOf(page.at(-1) ?? '') : undefined,
  };
}

function rollUp(key: string, prefix: string, delimiter: unknown): string {
  if (typeof delimiter !== 'string' || delimiter === '') return key;
  const at = key.indexOf(delimiter, prefix.length);
  return at < 0 ? key : key.slice(0, at + delimiter.length);
}

function isRolled(entry: string, delimiter: unknown, all: readonly string[]): boolean {
  if (typeof delimiter !== 'string' || !entry.endsWith(delimiter)) return false;
  return all.some((key) => key.startsWith(entry));
}

const tokenOf = (key: string): string => Buffer.from(key).toString('base64url');
const keyOf = (token: string): string => Buffer.from(token, 'base64url').toString('utf8');
