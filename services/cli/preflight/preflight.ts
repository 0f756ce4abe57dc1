import { Command } from 'commander';
import { withRelease } from '../target/deployment';
import { memberRole } from './member-role';

export const preflightCommand = (): Command =>
  withRelease(new Command('preflight'))
    .description('may trailwarden.yml be deployed? Every condition, and what mends it')
    .addOption(memberRole())
    .option('--each', 'a line for each account and Region')
    .addHelpText('after', HELP)
    .action(async (options) => (await import('./run-preflight')).runPreflight(options));

const HELP = `
It only reads. Exit code 0 when nothing is missing, 1 when something is, 3 when something cannot be known.
Example:
  trailwarden preflight --profile security --management-profile management`;
