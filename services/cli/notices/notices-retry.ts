import { Command } from 'commander';
import { withTarget } from '../target/target';
import type { RetryOptions } from './retry-notices';

export const noticesRetryCommand = (): Command =>
  withTarget(new Command('retry'))
    .description('have dead notices tried again, within a minute')
    .argument('[id...]', 'as "trailwarden notices" lists them')
    .option('--channel <name>', 'every dead one of this channel')
    .option('--json', 'for programs')
    .addHelpText('after', EXAMPLE)
    .action(async (ids: readonly string[], _: RetryOptions, command: Command) =>
      (await import('./retry-notices')).retryNotices(ids, command.optsWithGlobals()),
    );

const EXAMPLE = `
Needs the roles trailwarden-operator, to find them, and trailwarden-acknowledger, to ask for them.
Example:
  trailwarden notices retry --channel chat`;
