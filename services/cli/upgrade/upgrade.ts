import { Command } from 'commander';
import { type ReleaseOptions, withRelease } from '../target/deployment';
import type { UpgradeOptions } from './run-upgrade';

type Options = ReleaseOptions & UpgradeOptions;

export const upgradeCommand = (): Command =>
  withRelease(new Command('upgrade'))
    .description(
      'roll out another version of Trailwarden, without an exemption and without a fight',
    )
    .option('--plan', 'only say what would change')
    .option('--why <words>', 'what is written down with it; default: the version')
    .option('--downgrade', 'also to an older version')
    .option('--over-forged', 'declare anew over a release whose row another hand wrote')
    .addHelpText('after', HELP)
    .action(async (options: Options) => {
      const { runUpgrade } = await import('./run-upgrade');
      const { openRollout } = await import('../deploy/rollout-of');
      return runUpgrade(await openRollout(options), options);
    });

const HELP = `
It shows which parts of ours change and where, declares the rollout, deploys, and ends it once every account and
Region has the version. Until then both versions are right. May be interrupted and repeated.
Exit code 1 when an account does not have it yet, 2 when something has to be decided first.
Example:
  trailwarden upgrade --profile security --management-profile management`;
