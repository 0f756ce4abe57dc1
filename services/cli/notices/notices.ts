import { Command } from 'commander';
import { withTarget } from '../target/target';
import type { NoticesOptions } from './list-notices';
import { noticesRetryCommand } from './notices-retry';
import { noticesTestCommand } from './notices-test';

export const noticesCommand = (): Command =>
  withTarget(new Command('notices'))
    .description('messages that wait to be sent, and those that no channel took')
    .option('--channel <name>', 'only this channel')
    .option('--json', 'for programs')
    .addHelpText('after', EXAMPLE)
    .action(async (options: NoticesOptions) =>
      (await import('./list-notices')).listNotices(options),
    )
    .addCommand(noticesRetryCommand())
    .addCommand(noticesTestCommand());

const EXAMPLE = `
waiting   tried again by itself, until it is given up
dead      refused, given up, or its channel is gone: it is not sent unless you retry it
Ends with 1 while anything is dead, or the configuration is wrong: the last good one is in force then.
Example:
  trailwarden notices --channel chat`;
