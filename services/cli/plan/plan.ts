import { Command } from 'commander';
import { withTarget } from '../target/target';

export const planCommand = (): Command =>
  withTarget(new Command('plan'))
    .description('what would be done now; does nothing')
    .option('--account <id...>', 'only these accounts (default: the whole organization)')
    .option('--in <region...>', 'these Regions (default: those of the last sweep)')
    .option('--all', 'what is compliant as well, a line each')
    .option('--json', 'for programs')
    .addHelpText('after', '\nExit code 1 when anything is not as it must be.')
    .action(async (options) => (await import('./show-plan')).showPlan(options));
