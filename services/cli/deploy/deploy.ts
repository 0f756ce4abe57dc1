import { Command } from 'commander';
import { memberRole } from '../preflight/member-role';
import { withRelease } from '../target/deployment';

export const deployCommand = (): Command =>
  withRelease(new Command('deploy'))
    .description('make in AWS what trailwarden.yml says, or go on with it')
    .option('--drop', 'also what would not be guarded any more')
    .option('--no-sweep', 'do not look at every account and Region afterwards')
    .option('--no-preflight', 'do not look first whether it may be deployed')
    .addOption(memberRole())
    .option('--no-doctor', 'do not look afterwards whether it works')
    .option('--plan', 'only say what would be done')
    .addHelpText('after', HELP)
    .action(async (options) => (await import('./run-deploy')).runDeploy(options));

const HELP = `
May be repeated after an interruption, and whenever the file has changed: what is there stays. The order is
preflight, the central stack, the management account, the canary unit, the other accounts, a first sweep, doctor.
Exit code 1 when an account could not be deployed, 2 when something has to be decided first.
Example:
  trailwarden deploy --profile security --management-profile management`;
