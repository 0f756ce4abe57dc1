import type { Flow, MapState, ParallelState } from '../language/definition';
import { fill } from '../language/payload';
import { conclude } from './attempt';
import { effectiveInput, filteredInput, found, scopeOf, succeeded } from './data';
import { tell } from './history';
import { either, type Give, type Outcome, type Visit, type Way } from './way';

export function parallel(visit: Visit<ParallelState>, give: Give): void {
  const { way, state } = visit;
  const input = effectiveInput(visit);
  tell(way, 'ParallelStateStarted');
  const branches = state.Branches.map((flow) => ({ flow, input }));
  fanOut(visit, { branches, atOnce: branches.length }, (outcome) => {
    tell(way, outcome.kind === 'failed' ? 'ParallelStateFailed' : 'ParallelStateSucceeded');
    settle(visit, outcome, give);
  });
}

export function map(visit: Visit<MapState>, give: Give): void {
  const { way, state, name } = visit;
  const { ItemProcessor, Iterator: older, MaxConcurrency = 0, ItemsPath = '$' } = state;
  const flow = ItemProcessor ?? older;
  if (flow === undefined) throw new Error('a Map state without a processor');
  const items = found(visit, ItemsPath, aList);
  tell(way, 'MapStateStarted', { length: items.length });
  const branches = items.map((Value, Index) => {
    const item = { Index, Value };
    return { flow, item, input: itemInput(visit, item) };
  });
  const note = (each: Way, what: string): void => {
    tell(each, `MapIteration${what}`, { name, index: each.item?.Index });
  };
  fanOut(visit, { branches, atOnce: MaxConcurrency || ATONCE, note }, (outcome) => {
    tell(way, outcome.kind === 'failed' ? 'MapStateFailed' : 'MapStateSucceeded');
    settle(visit, outcome, give);
  });
}

/** [D] state-map-inline */
const ATONCE = 40;

const aList = {
  is: (value: unknown): value is readonly unknown[] => Array.isArray(value),
  what: 'array',
};

type Item = NonNullable<Way['item']>;

/** The item, or what ItemSelector (Parameters, as it was called before) makes of the state's input for it. */
function itemInput(visit: Visit<MapState>, item: Item): unknown {
  const { ItemSelector, Parameters } = visit.state;
  const template = ItemSelector ?? Parameters;
  if (template === undefined) return item.Value;
  const inItem = { ...visit, way: { ...visit.way, item } };
  return fill(template, scopeOf(inItem, filteredInput(visit)));
}

function settle(visit: Visit<ParallelState | MapState>, outcome: Outcome, give: Give): void {
  if (outcome.kind === 'failed') give(outcome);
  else conclude(visit, give, () => succeeded(visit, outcome.output));
}

interface Fan {
  readonly branches: readonly {
    readonly flow: Flow;
    readonly input: unknown;
    readonly item?: Item;
  }[];
  readonly atOnce: number;
  readonly note?: (way: Way, what: 'Started' | 'Succeeded' | 'Failed') => void;
}

/** All ways at once, or so many; the first failure stops the others and is the whole's. */
function fanOut({ way }: Visit, { branches, atOnce, note }: Fan, done: Give): void {
  const over = new AbortController();
  const stopped = either(way.stopped, over.signal);
  const startedAt = way.lastEventId;
  const outputs: unknown[] = new Array(branches.length).fill(null);
  let begun = 0;
  let left = branches.length;
  const begin = (): void => {
    const index = begun;
    const branch = branches[index];
    if (branch === undefined) return;
    begun += 1;
    const { flow, input, item } = branch;
    const own: Way = { run: way.run, flow, stopped, lastEventId: startedAt, ...(item && { item }) };
    note?.(own, 'Started');
    way.run.walk(own, input, (outcome) => {
      if (stopped.aborted) return;
      note?.(own, outcome.kind === 'failed' ? 'Failed' : 'Succeeded');
      way.lastEventId = own.lastEventId;
      left -= 1;
      if (outcome.kind === 'failed') {
        over.abort();
        done(outcome);
        return;
      }
      outputs[index] = outcome.output;
      if (left === 0) done({ kind: 'succeeded', output: outputs });
      else begin();
    });
  };
  if (branches.length === 0) done({ kind: 'succeeded', output: [] });
  for (let each = 0; each < Math.min(atOnce, branches.length); each += 1) begin();
}
