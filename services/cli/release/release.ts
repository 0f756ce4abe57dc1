import { Command } from 'commander';
import { withTarget } from '../target/target';

export const releaseCommand = (): Command =>
  withTarget(new Command('release'))
    .description('put back what was there before a machine was contained')
    .argument('<id>', 'the incident, e.g. inc-20261121t204953-9f2c41')
    .option('--yes', 'do not ask')
    .option('--anyway', 'also into a group that was given other rules since')
    .option('--json', 'for programs; needs --yes')
    .addHelpText('after', EXAMPLE)
    .action(async (id, options) =>
      (await import('./release-incident')).releaseIncident(id, options),
    );

const EXAMPLE = `
Shows what will be put back, asks once, puts it back and reads it back. What someone else changed since is told and left alone.
A machine whose group was given other rules since stays isolated, until you say --anyway.
Needs the role trailwarden-releaser. Exit code 0 when all is as it was, 1 when something differs, 2 when there is nothing to put back.
Example:
  trailwarden release inc-20261121t204953-9f2c41`;
