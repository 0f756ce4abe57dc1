import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, CommanderError } from 'commander';
import { ackCommand } from './ack/ack';
import { baselineCommand } from './baseline/baseline';
import { benchCommand } from './bench/bench';
import { demoCommand } from './demo/demo';
import { exemptCommand } from './exempt/exempt';
import { incidentsCommand } from './incidents/incidents';
import { newCommand } from './new/new';
import { noticesCommand } from './notices/notices';
import { planCommand } from './plan/plan';
import { replayCommand } from './replay/replay';
import { reportCommand } from './report/report';
import { sandboxCommand } from './sandbox/sandbox';
import { sweepCommand } from './sweep/sweep';
import { techniquesCommand } from './techniques/techniques';
import { onTerminal } from './terminal/on-terminal';
import { printWide } from './terminal/table-width';
import { explain, strangeWord, unknownCommand } from './terminal/usage-error';
import { exitCode } from './terminal/user-error';
import { whoCommand } from './who/who';

export function program(): Command {
  const trailwarden = new Command('trailwarden')
    .description('Keeps CloudTrail on across an AWS Organization.')
    .version(versionOf(), '--version', 'which version this is')
    .enablePositionalOptions()
    .helpCommand(false);
  speakAsWe(trailwarden);
  for (const command of [
    incidentsCommand(),
    whoCommand(),
    reportCommand(),
    ackCommand(),
    later({
      name: 'release',
      description: 'put back what was there before a machine was contained',
      load: async () => (await import('./release/release')).releaseCommand(),
    }),
    later({
      name: 'evidence',
      description: 'what was kept of a machine after a login',
      load: async () => (await import('./evidence/evidence')).evidenceCommand(),
    }),
    noticesCommand(),
    later({
      name: 'dark',
      description: 'what happened while nothing was logged',
      load: async () => (await import('./dark/dark')).darkCommand(),
    }),
    planCommand(),
    later({
      name: 'status',
      description: 'which accounts and Regions are guarded, and since when that is known',
      load: async () => (await import('./status/status')).statusCommand(),
    }),
    sweepCommand(),
    replayCommand(),
    later({
      name: 'verify',
      description: 'are the log files as CloudTrail wrote them, and when was nothing logged?',
      load: async () => (await import('./verify/verify')).verifyCommand(),
    }),
    baselineCommand(),
    exemptCommand(),
    later({
      name: 'pause',
      description: 'a kill switch: for a while nothing is put back',
      load: async () => (await import('./pause/pause')).pauseCommand(),
    }),
    later({
      name: 'resume',
      description: 'end pauses now',
      load: async () => (await import('./pause/pause')).resumeCommand(),
    }),
    techniquesCommand(),
    sandboxCommand(),
    later({
      name: 'drill',
      description: 'tamper on purpose, in a sandbox, and see it put back',
      load: async () => (await import('./drill/drill')).drillCommand(),
    }),
    demoCommand(),
    benchCommand(),
    newCommand(),
    later({
      name: 'init',
      description: 'write trailwarden.yml: what is guarded',
      load: async () => (await import('./init/init')).initCommand(),
    }),
    later({
      name: 'preflight',
      description: 'may it be deployed? Every condition, and what mends it',
      load: async () => (await import('./preflight/preflight')).preflightCommand(),
    }),
    later({
      name: 'deploy',
      description: 'make in AWS what trailwarden.yml says, or go on with it',
      load: async () => (await import('./deploy/deploy')).deployCommand(),
    }),
    later({
      name: 'doctor',
      description: 'does what is deployed work? Every account and Region, and what to do',
      load: async () => (await import('./doctor/doctor')).doctorCommand(),
    }),
    later({
      name: 'upgrade',
      description: 'roll out another version of Trailwarden',
      load: async () => (await import('./upgrade/upgrade')).upgradeCommand(),
    }),
    later({
      name: 'uninstall',
      description: 'take Trailwarden out of every account',
      load: async () => (await import('./uninstall/uninstall')).uninstallCommand(),
    }),
  ]) {
    trailwarden.addCommand(everywhere(command));
  }
  return trailwarden.addCommand(helpCommand(trailwarden));
}

/** `help verify` is `verify --help`, also where a command is loaded only when it is asked for. */
const helpCommand = (trailwarden: Command): Command =>
  new Command('help')
    .description('the same as --help of a command')
    .argument('[command...]')
    .action(async (words: readonly string[]) => {
      refuseStrange(trailwarden, words);
      await trailwarden.parseAsync([...words, '--help'], { from: 'user' });
    });

/** A command or subcommand that there is not has no help. */
function refuseStrange(parent: Command, words: readonly string[]): void {
  const strange = strangeWord(parent, words);
  if (strange !== undefined) throw unknownCommand(parent, strange);
  const child = parent.commands.find((one) => one.name() === words[0]);
  if (child) refuseStrange(child, words.slice(1));
}

const versionOf = (): string =>
  (JSON.parse(readFileSync(join(__dirname, '../../package.json'), 'utf8')) as { version: string })
    .version;

/** Runs one command; its last words are one sentence and an exit code, never a stack. */
export function main(argv: readonly string[]): void {
  // The reader may have had enough, as `head` has.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  program()
    .parseAsync([...argv])
    .catch(async (error: unknown) => {
      if (error instanceof CommanderError) {
        process.exitCode = error.exitCode === 0 ? exitCode.ok : exitCode.usage;
        return;
      }
      const { sentenceFor } = await import('./terminal/say-error');
      const { sentence, code } = sentenceFor(error);
      process.stderr.write(`${onTerminal(sentence)}\n`);
      process.exitCode = code;
    });
}

interface Later {
  readonly name: string;
  readonly description: string;
  readonly load: () => Promise<Command>;
}

/**
 * A command whose options alone take a second to load. Until it is run it is only a name and a sentence; it prints
 * its `--help` itself.
 */
const later = ({ name, description, load }: Later): Command =>
  new Command(name)
    .description(description)
    .argument('[words...]')
    .helpOption(false)
    .allowUnknownOption()
    .action(async (words: readonly string[], _options: unknown, asked: Command) => {
      const inFull = everywhere(await load());
      const parent = speakAsWe(new Command(asked.parent?.name())).addCommand(inFull);
      await parent.parseAsync([name, ...words], { from: 'user' });
    });

/**
 * Options and behaviour of every command and subcommand: `--wide`, and an end that is thrown instead of ending the
 * process.
 */
function everywhere(command: Command): Command {
  speakAsWe(command);
  for (const nested of command.commands) everywhere(nested);
  const isLater = command.registeredArguments.some((one) => one.name() === 'words');
  if (isLater) return command;
  return command
    .option('--wide', 'tables as wide as what is in them, not as the terminal')
    .hook('preAction', (_, asked) => printWide(asked.optsWithGlobals().wide === true));
}

/** What it refuses is thrown as a sentence of ours, and commander itself writes nothing but help. */
const speakAsWe = (command: Command): Command =>
  command
    .exitOverride(explain(command))
    .configureOutput({ outputError: () => undefined })
    .addHelpText('before', () => {
      refuseStrange(command, command.args);
      return '';
    });
