import pc from 'picocolors';
import { print, printJson, printTable } from '../terminal/print';
import { exitCode } from '../terminal/user-error';
import { benchBundle } from './bundle';
import { type Figure, holds } from './figure';
import { benchFlood } from './flood';
import { benchReplay } from './replay';
import { benchRestoreLatency } from './restore-latency';
import { benchSweep } from './sweep';
import { type AskedScale, sweepScale } from './sweep/scale';
import { benchThroughput } from './throughput';

export interface BenchOptions extends AskedScale {
  readonly sweep?: boolean;
  readonly json?: boolean;
}

export async function runBench(options: BenchOptions): Promise<void> {
  const { json, sweep } = options;
  const onProgress = (what: string): void => {
    if (!json) print(pc.dim(`… ${what}`));
  };
  const figures = sweep
    ? await benchSweep(sweepScale(options), onProgress)
    : await runAll(onProgress);
  if (json) printJson(figures);
  else show(figures);
  process.exitCode = figures.every(holds) ? exitCode.ok : exitCode.bad;
}

async function runAll(onProgress: (what: string) => void): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const [what, run] of benches) {
    onProgress(what);
    figures.push(...(await run()));
  }
  return figures;
}

const benches = [
  ['the bundle', benchBundle],
  ['from signal to restoration at 20 ms a call', benchRestoreLatency],
  ['1,000 accounts at once', benchThroughput],
  ['a flood in one account, an attack in another', benchFlood],
  ['200,000 records of a log, replayed', benchReplay],
] as const;

function show(figures: readonly Figure[]): void {
  printTable(
    ['What', 'Measured', 'Against', 'Ratio', 'Limit', ''],
    figures.map((figure) => [
      figure.name,
      figure.measured,
      figure.baseline,
      figure.ratio?.toFixed(2) ?? '',
      figure.limit?.toFixed(2) ?? '',
      figure.limit === undefined ? '' : holds(figure) ? pc.green('ok') : pc.red('exceeded'),
    ]),
  );
}
