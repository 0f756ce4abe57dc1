import { inOrder, type LookedFor, type ResearchEntry, type Trace } from '../../domain/trace';
import { bounded } from './clean';
import { type Collected, textIn } from './collected';
import { OUTCOMES, readIndex, type ToolResult } from './examination';
import { judges } from './file-traces';
import type { Sha256 } from './fingerprint';
import type { FileFacts } from './judge';
import { type ListedFile, readListing } from './read-listing';

export interface Examined {
  /** The worst first. */
  readonly traces: readonly Trace[];
  readonly tracesLeft: number;
  /** Looked for and not found, and what could not be looked for. */
  readonly lookedFor: readonly LookedFor[];
  /** Keys and credentials on the volume: what an intruder could have taken. */
  readonly exposed: readonly string[];
  /** Times of files around the login. */
  readonly entries: readonly ResearchEntry[];
  /** The volume's hash was the same before and after; undefined where it was not finished. */
  readonly isUnchanged?: boolean;
}

const MOST_TRACES = 200;
const MOST_ENTRIES = 500;

/** What an examiner found on a volume. All of it is what the machine left there, so all of it may be made up. */
export function examine(
  archive: Collected,
  facts: {
    /** When the login was: the timeline is cut around it. */
    readonly loginAt: string;
    readonly knownKeys: readonly string[];
    readonly sha256: Sha256;
  },
): Examined {
  const index = readIndex(archive);
  const nothing = { traces: [], tracesLeft: 0, exposed: [], entries: [] };
  if (!index)
    return {
      ...nothing,
      lookedFor: [{ what: 'anything on the volume', unread: 'the examiner sent no index' }],
    };
  const said = ({ file }: ToolResult) =>
    file ? (textIn(archive, `examination/${file}`) ?? '') : '';
  const listed = (result: ToolResult) => readListing(said(result)).files;
  const ofTool = (tool: string, number?: number) =>
    index.results.filter(
      (one) => one.tool === tool && (number === undefined || one.fileSystem === number),
    );
  const traces: Trace[] = [];
  const lookedFor: LookedFor[] = [];
  for (const { number } of index.fileSystems) {
    const changed = ofTool('changed', number);
    const isKnown =
      index.since !== '' && changed.some(({ outcome }) => outcome === 'done' || outcome === 'cut');
    const paths = new Set(changed.flatMap((one) => listed(one).map(({ path }) => path)));
    const own: FileFacts = {
      ...{ since: index.since, knownKeys: facts.knownKeys, sha256: facts.sha256 },
      isChanged: ({ path }: ListedFile) => paths.has(path),
    };
    for (const result of index.results.filter((one) => one.fileSystem === number)) {
      const judge = Object.hasOwn(judges, result.tool) ? judges[result.tool] : undefined;
      const judged = judge?.(said(result), own) ?? { traces: [], lost: 0 };
      traces.push(...judged.traces);
      lookedFor.push(...looked(result, judged, isKnown, index.fileSystems.length > 1));
    }
  }
  for (const tool of Object.keys(judges)) {
    if (ofTool(tool).length > 0) continue;
    lookedFor.push({ what: tool, unread: 'the examiner says nothing of it' });
  }
  const { kept, left } = bounded(inOrder(traces), MOST_TRACES);
  const isHashed = index.sha256Before !== '' && index.sha256After !== '';
  return {
    traces: kept,
    tracesLeft: left,
    lookedFor,
    exposed: ofTool('credentials')
      .flatMap((one) => listed(one).map(({ path }) => path))
      .slice(0, 200),
    entries: around(ofTool('timeline').map(said).join('\n'), facts.loginAt),
    ...(isHashed && { isUnchanged: index.sha256Before === index.sha256After }),
  };
}

/** A look that found something is told by its traces, unless it was not whole. */
function looked(
  { lookedFor, outcome, fileSystem, tool, lines }: ToolResult,
  { traces, lost }: { readonly traces: readonly Trace[]; readonly lost: number },
  isKnown: boolean,
  isOneOfMany: boolean,
): readonly LookedFor[] {
  const what = isOneOfMany ? `${lookedFor} (file system ${fileSystem})` : lookedFor;
  if (OF_NO_TRACES.has(tool) && outcome === 'done') return [];
  const isJudged = Object.hasOwn(judges, tool) || lines === 0;
  const why =
    OUTCOMES[outcome] ??
    (lost > 0 ? `${lost} lines of it are of no known form` : undefined) ??
    (isJudged ? undefined : `nothing reads its ${lines} lines yet`) ??
    (isKnown || !OF_CHANGES.has(tool) ? undefined : 'which files were changed since is not known');
  if (why) return [{ what, unread: why }];
  return traces.length > 0 ? [] : [{ what }];
}

/** No traces: what could be taken, and the times of files. */
const OF_NO_TRACES: ReadonlySet<string> = new Set(['timeline', 'credentials']);

/** Tools whose files are on every machine: only those that were changed since mean anything. */
const OF_CHANGES: ReadonlySet<string> = new Set([
  ...[
    'authorized-keys',
    'accounts',
    'sudoers',
    'cron',
    'units',
    'startup',
    'ssh',
    'setuid',
    'changed',
  ],
]);

const HOUR_MS = 3_600_000;

/** mactime's CSV: `Date,Size,Type,Mode,UID,GID,Meta,"File Name"`, from an hour before the login to a day after. */
function around(csv: string, loginAt: string): readonly ResearchEntry[] {
  const begin = Date.parse(loginAt);
  const entries = csv
    .split('\n')
    .flatMap((line): readonly (ResearchEntry & { readonly away: number })[] => {
      const [, date = '', size, kind, name] =
        /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ),(\d+),([macb.]{4}),[^,]*,[^,]*,[^,]*,[^,]*,"([^"]{0,4096})"$/.exec(
          line,
        ) ?? [];
      const ms = Date.parse(date);
      if (Number.isNaN(ms) || ms < begin - HOUR_MS || ms > begin + 24 * HOUR_MS) return [];
      const text = `${timesOf(kind ?? '')}: ${(name ?? '').slice(0, 1_024)} (${size} bytes)`;
      const at = new Date(ms).toISOString();
      return [
        { at, source: 'host', text, evidence: line.slice(0, 500), away: Math.abs(ms - begin) },
      ];
    });
  return entries
    .sort((a, b) => a.away - b.away)
    .slice(0, MOST_ENTRIES)
    .map(({ away: _, ...entry }) => entry)
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

const TIMES: Readonly<Record<string, string>> = {
  m: 'written',
  a: 'read',
  c: 'changed',
  b: 'made',
};

const timesOf = (kind: string): string => [...kind].flatMap((one) => TIMES[one] ?? []).join(', ');
