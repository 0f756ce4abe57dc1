import { inOrder, type LookedFor, type Trace } from '../../domain/trace';
import { bounded } from './clean';
import { type Collected, textIn } from './collected';
import { OUTCOMES, readMemoryIndex, type ToolResult } from './examination';
import type { Examined } from './examine';
import { type MemoryRow, readRows, word } from './memory-rows';
import { memoryJudges, memoryPatterns } from './memory-traces';

const MOST_TRACES = 200;

/** What an examiner found in the memory of a machine. Its kernel may have been made to lie, so all of it may be made up. */
export function examineMemory(
  archive: Collected,
  { since }: { readonly since: string },
): Pick<Examined, 'traces' | 'tracesLeft' | 'lookedFor'> {
  const results = readMemoryIndex(archive);
  if (!results)
    return {
      ...{ traces: [], tracesLeft: 0 },
      lookedFor: [{ what: 'anything in the memory', unread: 'the examiner sent no index' }],
    };
  const said = ({ file }: ToolResult) =>
    file ? (textIn(archive, `examination/${file}`) ?? '') : '';
  const read = new Map(results.map((one) => [one.tool, readRows(said(one))]));
  const rowsOf = (tool: string): readonly MemoryRow[] | undefined =>
    results.some((one) => one.tool === tool && one.outcome === 'done')
      ? read.get(tool)?.rows
      : undefined;
  const banner = rowsOf('kernel')?.map((row) => word(row, 'Banner', 120))[0];
  const traces: Trace[] = [];
  const lookedFor: LookedFor[] = [];
  for (const result of results) {
    const { tool, outcome, lookedFor: what, lines } = result;
    const { rows = [], lost = 0 } = read.get(tool) ?? {};
    const judge = Object.hasOwn(memoryJudges, tool) ? memoryJudges[tool] : undefined;
    const patterns = tool === 'patterns' ? memoryPatterns(said(result)) : undefined;
    const judged = patterns?.traces ?? judge?.(rows, { since, rowsOf }) ?? [];
    const found = 'unread' in judged ? [] : judged;
    traces.push(...found);
    const left = patterns?.lost ?? lost;
    const isKnown = judge !== undefined || patterns !== undefined || OF_NO_TRACES.has(tool);
    const why =
      (outcome === 'no-symbols' ? withoutSymbols(banner) : OUTCOMES[outcome]) ??
      (left > 0 ? `${left} lines of it are of no known form` : undefined) ??
      (isKnown || lines === 0 ? undefined : `nothing reads its ${lines} lines yet`) ??
      (ALWAYS.has(tool) && rows.length === 0
        ? 'it gave nothing, and no machine has none'
        : undefined) ??
      ('unread' in judged ? judged.unread : undefined);
    if (why) lookedFor.push({ what, unread: why });
    else if (found.length === 0 && !OF_NO_TRACES.has(tool)) lookedFor.push({ what });
  }
  for (const tool of [...OF_NO_TRACES, ...Object.keys(memoryJudges), 'patterns']) {
    if (!read.has(tool)) lookedFor.push({ what: tool, unread: 'the examiner says nothing of it' });
  }
  const { kept, left } = bounded(inOrder(traces), MOST_TRACES);
  return { traces: kept, tracesLeft: left, lookedFor };
}

const withoutSymbols = (banner: string | undefined): string =>
  banner ? `the examiner has no symbols of its kernel: ${banner}` : 'no kernel is recognised in it';

/** What other looks need. */
const OF_NO_TRACES: ReadonlySet<string> = new Set(['kernel', 'processes']);

/** Where a plugin says nothing of these, it did not find its way. */
const ALWAYS: ReadonlySet<string> = new Set([
  ...['kernel', 'processes', 'process-ids', 'programs', 'arguments', 'modules', 'syscalls'],
]);
