import type { Command } from 'commander';
import { printWide } from './terminal/table-width';

/**
 * Options and behaviour of every command and subcommand: `--wide`, and an end that is thrown instead of ending the
 * process.
 */
export function everywhere(command: Command): Command {
  command.exitOverride();
  for (const nested of command.commands) everywhere(nested);
  const isLater = command.registeredArguments.some((one) => one.name() === 'words');
  if (isLater) return command;
  return command
    .option('--wide', 'tables as wide as what is in them, not as the terminal')
    .hook('preAction', (_, asked) => printWide(asked.optsWithGlobals().wide === true));
}
