import { Command } from 'commander';
import { withTarget } from '../target/target';

export const noticesCommand = (): Command =>
  withTarget(new Command('notices'))
    .description('messages that wait to be sent, and those that no channel took')
    .option('--channel <name>', 'only this channel')
    .option('--json', 'for programs')
    .addHelpText('after', EXAMPLE)
    .action(async (options) => (await import('./list-notices')).listNotices(options))
    .addCommand(retryCommand())
    .addCommand(testCommand());

const EXAMPLE = `
waiting   tried again by itself, until it is given up
dead      refused, given up, or its channel is gone: it is not sent unless you retry it
Ends with 1 while anything is dead, or the configuration is wrong: the last good one is in force then.
Example:
  trailwarden notices --channel chat`;

const retryCommand = (): Command =>
  withTarget(new Command('retry'))
    .description('have dead notices tried again, within a minute')
    .argument('[id...]', 'as "trailwarden notices" lists them')
    .option('--channel <name>', 'every dead one of this channel')
    .option('--json', 'for programs')
    .addHelpText('after', RETRY_EXAMPLE)
    .action(async (ids, _, command) =>
      (await import('./retry-notices')).retryNotices(ids, command.optsWithGlobals()),
    );

const RETRY_EXAMPLE = `
Needs the roles trailwarden-operator, to find them, and trailwarden-acknowledger, to ask for them.
Example:
  trailwarden notices retry --channel chat`;

const testCommand = (): Command =>
  withTarget(new Command('test'))
    .description('have one message sent to every channel, and see what became of each')
    .option('--json', 'for programs')
    .addHelpText('after', TEST_HELP)
    .action(async (_, command) =>
      (await import('./test-notices')).testNotices(command.optsWithGlobals()),
    );

const TEST_HELP = `
The message says that it is a test. A page, ticket or finding that it opens is closed at once.
Ends with 1 when a channel did not take it, and with 3 when the notifier did not answer in two minutes.
Needs the roles trailwarden-operator and trailwarden-acknowledger.`;
