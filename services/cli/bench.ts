import { Command } from 'commander';
import type { BenchOptions } from './run-bench';

export const benchCommand = (): Command =>
  new Command('bench')
    .description('measures the way from signal to restoration, on this machine')
    .option('--json', 'for programs')
    .addHelpText('after', '\nExit code 1 when a number exceeds its limit.')
    .action(async (options: BenchOptions) => (await import('./run-bench')).runBench(options));
