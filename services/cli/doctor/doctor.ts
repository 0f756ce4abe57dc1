import { Command } from 'commander';
import { withDeployment } from '../target/deployment-options';

export const doctorCommand = (): Command =>
  withDeployment(new Command('doctor'))
    .description('does what is deployed work? Every account and Region, and what to do for each')
    .option('--account <id...>', 'only these accounts (default: the whole organization)')
    .option('--each', 'a line for each account and Region')
    .option('--notify', 'send a test message to every channel as well')
    .addHelpText('after', HELP)
    .action(async (options) => (await import('./run-doctor')).runDoctor(options));

const HELP = `
It reads stacks, roles, rules, queues and the table, and puts nothing back. Exit code 0 when all is well, 1 when
something is missing, 3 when something cannot be known.
Example:
  trailwarden doctor --profile security`;
