import { Command } from 'commander';
import { whole } from '../target/target';
import type { BenchOptions } from './run-bench';

export const benchCommand = (): Command =>
  new Command('bench')
    .description('measures the way from signal to restoration, on this machine')
    .option('--sweep', 'instead: a sweep of an organization against AWS’s quotas')
    .addOption(whole('--accounts <n>', 'with --sweep: of the organization', [20, 50_000], 10_000))
    .addOption(whole('--regions <n>', 'with --sweep: governed', [1, 6], 4))
    .addOption(whole('--latency <ms>', 'with --sweep: of every AWS call', [0, 5_000], 50))
    .addOption(whole('--share <n>', 'with --sweep: responders for 1 account in n', [1, 100], 40))
    .option('--json', 'for programs')
    .addHelpText('after', '\nExit code 1 when a number exceeds its limit.')
    .action(async (options: BenchOptions) => (await import('./run-bench')).runBench(options));
