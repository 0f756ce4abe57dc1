import type { Command } from 'commander';
import { printWide } from './terminal/table-width';

/** What every command has, however deep: `--wide`, and an end that is thrown and not the process's. */
export function everywhere(command: Command): Command {
  command.exitOverride();
  for (const nested of command.commands) everywhere(nested);
  const isLater = command.registeredArguments.some((one) => one.name() === 'words');
  if (isLater) return command;
  return command
    .option('--wide', 'tables as wide as what is in them, not as the terminal')
    .hook('preAction', (_, asked) => printWide(asked.optsWithGlobals().wide === true));
}
