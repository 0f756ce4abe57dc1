import { Command } from 'commander';
import { withRelease } from '../target/deployment';

export const uninstallCommand = (): Command =>
  withRelease(new Command('uninstall'))
    .description('take Trailwarden out of every account; its table and evidence stay')
    .addHelpText('after', HELP)
    .action(async (options) => (await import('./run-uninstall')).runUninstall(options));

const HELP = `
The guards stand down first: otherwise they would put back what CloudFormation deletes. May be repeated after
an interruption. Lists what is left, and why; a later "trailwarden deploy" takes it up again.
Example:
  trailwarden uninstall --profile security --management-profile management`;
