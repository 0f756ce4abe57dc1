import { Command } from 'commander';
import { withTarget } from '../target/target';

/** The places that both commands take. */
const withScope = (command: Command): Command =>
  withTarget(command)
    .option('--account <id...>', 'these accounts')
    .option('--unit <id>', 'every account beneath this unit or root')
    .option('--all', 'the whole organization')
    .option('--yes', 'do not ask')
    .option('--json', 'for programs');

export const pauseCommand = (): Command =>
  withScope(new Command('pause'))
    .description('a kill switch: for a while all is noticed and told, and nothing is put back')
    .requiredOption('--for <time>', 'how long: 30m, 2h; at most 24h')
    .requiredOption('--why <words>', 'kept with who paused it, and told')
    .addHelpText('after', PAUSE_HELP)
    .action(async (options) => (await import('./run-pause')).runPause(options));

const PAUSE_HELP = `
In force within a minute, and over by itself. It is told as an incident of the security account while it lasts; what
happens under it is told too, with what would put it back. Accounts that join meanwhile are not paused.
Example:
  trailwarden pause --unit ou-a1b2-c3d4e5f6 --for 2h --why "INC-77: it fights our landing zone"`;

export const resumeCommand = (): Command =>
  withScope(new Command('resume'))
    .description('end pauses now: what differs is put back again')
    .addHelpText('after', RESUME_HELP)
    .action(async (options) => (await import('./run-pause')).runResume(options));

const RESUME_HELP = `
Everything that was paused is looked at within two minutes, and what differs is put back.
Example:
  trailwarden resume --all`;
