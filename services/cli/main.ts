import { Command, CommanderError } from 'commander';
import { baselineCommand } from './baseline';
import { benchCommand } from './bench';
import { demoCommand } from './demo';
import { drillCommand } from './drill';
import { exemptCommand } from './exempt';
import { incidentsCommand } from './incidents';
import { planCommand } from './plan';
import { replayCommand } from './replay';
import { sandboxCommand } from './sandbox';
import { sentenceFor } from './say-error';
import { statusCommand } from './status';
import { sweepCommand } from './sweep';
import { techniquesCommand } from './techniques';
import { exitCode } from './user-error';
import { verifyCommand } from './verify';

export function program(): Command {
  const trailwarden = new Command('trailwarden')
    .description('Keeps CloudTrail on across an AWS Organization.')
    .showHelpAfterError('Run "trailwarden --help" to see every command.')
    .exitOverride();
  for (const command of [
    incidentsCommand(),
    planCommand(),
    statusCommand(),
    sweepCommand(),
    replayCommand(),
    verifyCommand(),
    baselineCommand(),
    exemptCommand(),
    techniquesCommand(),
    sandboxCommand(),
    drillCommand(),
    demoCommand(),
    benchCommand(),
  ]) {
    trailwarden.addCommand(command.exitOverride());
    for (const nested of command.commands) nested.exitOverride();
  }
  return trailwarden;
}

/** Runs one command; its last words are one sentence and an exit code, never a stack. */
export function main(argv: readonly string[]): void {
  program()
    .parseAsync([...argv])
    .catch((error: unknown) => {
      if (error instanceof CommanderError) {
        process.exitCode = error.exitCode === 0 ? exitCode.ok : exitCode.usage;
        return;
      }
      const { sentence, code } = sentenceFor(error);
      process.stderr.write(`${sentence}\n`);
      process.exitCode = code;
    });
}
