import { Command } from 'commander';
import { withTarget } from '../target/target';

export const evidenceCommand = (): Command =>
  new Command('evidence')
    .description('what was kept of a machine after a login')
    .addCommand(verifyCommand());

const verifyCommand = (): Command =>
  withTarget(new Command('verify'))
    .description('is the evidence of an incident what it was when it was taken?')
    .argument('<id>', 'the incident, e.g. inc-20261121t204953-9f2c41')
    .option('--forensic-account <id>', 'where the evidence lies; default: where the copies are')
    .option('--forensic-region <region>', 'default: where the copies are')
    .option('--json', 'for programs')
    .addHelpText('after', EXAMPLE)
    .action(async (id, options) => (await import('./verify-custody')).verifyEvidence(id, options));

const EXAMPLE = `
Reads every object and every block of the snapshots again, and compares them with the sealed chain of custody.
Needs the role trailwarden-releaser. Exit code 0 when all is as it was, 1 when something is not.
Example:
  trailwarden evidence verify inc-20261121t204953-9f2c41`;
