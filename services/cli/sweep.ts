import { Command } from 'commander';
import type { SweepOptions } from './ask-for-sweep';
import { withTarget } from './target';

export const sweepCommand = (): Command =>
  withTarget(new Command('sweep'))
    .description('ask the warden to look at every account now; it restores and captures')
    .requiredOption('--queue-url <url>', 'the signals queue (stack output SignalsUrl)')
    .option('--account <id...>', 'only these accounts (default: the whole organization)')
    .option('--in <region...>', 'these Regions (default: the home Region)')
    .option('--json', 'for programs')
    .action(async (options: SweepOptions) =>
      (await import('./ask-for-sweep')).askForSweep(options),
    );
