import { Command } from 'commander';
import { wholeNumber } from '../target/target';
import type { BenchOptions } from './run-bench';

export const benchCommand = (): Command =>
  new Command('bench')
    .description('measures the way from signal to restoration, on this machine')
    .option('--sweep', 'instead: a sweep of an organization against AWS’s quotas')
    .option(
      '--accounts <n>',
      'with --sweep: of the organization',
      wholeNumber('--accounts', 20, 50_000),
      10_000,
    )
    .option('--regions <n>', 'with --sweep: governed', wholeNumber('--regions', 1, 6), 4)
    .option(
      '--latency <ms>',
      'with --sweep: of every AWS call',
      wholeNumber('--latency', 0, 5_000),
      50,
    )
    .option(
      '--share <n>',
      'with --sweep: responders for 1 account in n',
      wholeNumber('--share', 1, 100),
      40,
    )
    .option('--json', 'for programs')
    .addHelpText('after', '\nExit code 1 when a number exceeds its limit.')
    .action(async (options: BenchOptions) => (await import('./run-bench')).runBench(options));
