import { Command } from 'commander';
import { withTarget } from '../target/target';
import type { ExemptListOptions } from './list-exemptions';

export const exemptListCommand = (): Command =>
  withTarget(new Command('list'))
    .description('planned changes, those in force first')
    .option('--account <id...>', 'only these accounts (default: the whole organization)')
    .option('--in-force', 'only those that hold now')
    .option('--json', 'for programs')
    .addHelpText('after', '\nExample:\n  trailwarden exempt list --in-force')
    .action(async (options: ExemptListOptions) =>
      (await import('./list-exemptions')).listExemptions(options),
    );
