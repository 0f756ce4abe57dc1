import { Command } from 'commander';
import { withTarget } from '../target/target';

export const darkCommand = (): Command =>
  withTarget(new Command('dark'))
    .description(
      'what happened while nothing was logged, and is the evidence of it as it was written?',
    )
    .argument('<id>', 'the incident, e.g. inc-20261121t204953-9f2c41')
    .option('--download <folder>', 'keep the files of events, one event a line, gzipped')
    .option('--json', 'for programs')
    .addHelpText(
      'after',
      '\nExit code 0 when all that can be recovered was, and every sum is right; 1 when not, 3 when something could not be read.\n\nExamples:\n  trailwarden dark inc-20261121t204953-9f2c41\n  trailwarden dark inc-20261121t204953-9f2c41 --download evidence/',
    )
    .action(async (id, options) => (await import('./show-dark')).showDark(id, options));
