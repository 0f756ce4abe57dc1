import { Command, Option } from 'commander';
import { whole, withTarget } from '../target/target';

export const sweepCommand = (): Command =>
  withTarget(new Command('sweep'))
    .description('have the warden look at every account now, and watch what it finds and puts back')
    .option('--queue-url <url>', 'the signals queue (default: the one in the caller’s account)')
    .option('--account <id...>', 'only these accounts (default: the whole organization)')
    .option('--in <region...>', 'only these Regions (default: those of the last sweep)')
    .addOption(new Option('--home <region>', 'the same as --region').hideHelp())
    .option('--no-wait', 'only ask; "trailwarden status" shows what came of it')
    .addOption(whole('--timeout <minutes>', 'how long to watch', [1, 55], 15))
    .option('--json', 'for programs: one object at the end')
    .addHelpText('after', HELP)
    .action(async (options) => (await import('./ask-for-sweep')).askForSweep(options));

const HELP = `
Ends with 0 when everything was looked at and is guarded, 1 when something is not guarded or was
not put back, 3 when something could not be looked at in time.

Example:
  trailwarden sweep --account 111122223333 --in us-east-1 eu-west-1`;
