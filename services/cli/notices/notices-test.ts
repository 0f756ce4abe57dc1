import { Command } from 'commander';
import { withTarget } from '../target/target';
import type { TestOptions } from './test-notices';

export const noticesTestCommand = (): Command =>
  withTarget(new Command('test'))
    .description('have one message sent to every channel, and see what became of each')
    .option('--json', 'for programs')
    .addHelpText('after', EXAMPLE)
    .action(async (_: TestOptions, command: Command) =>
      (await import('./test-notices')).testNotices(command.optsWithGlobals()),
    );

const EXAMPLE = `
The message says that it is a test. A page, ticket or finding that it opens is closed at once.
Ends with 1 when a channel did not take it, and with 3 when the notifier did not answer in two minutes.
Needs the roles trailwarden-operator and trailwarden-acknowledger.`;
