import { Command } from 'commander';
import { withTarget } from '../target/target';
import type { BaselineListOptions } from './list-baselines';

export const baselineListCommand = (): Command =>
  withTarget(new Command('list'))
    .description('what every subject must be, in one line each')
    .option('--account <id...>', 'only these accounts (default: the whole organization)')
    .option('--json', 'for programs')
    .addHelpText(
      'after',
      '\nExit code 1 when any is forged.\nExample:\n  trailwarden baseline list --account 111122223333',
    )
    .action(async (options: BaselineListOptions) =>
      (await import('./list-baselines')).listBaselines(options),
    );
