import { Command } from 'commander';

export const techniquesCommand = (): Command =>
  new Command('techniques')
    .description('every way to blind CloudTrail that is known here, and what is done about it')
    .argument('[word]', 'only these: a subject (log-group), a technique, or a row (CT-01)')
    .option('--json', 'for programs')
    .addHelpText(
      'after',
      '\nExample:\n  trailwarden techniques log-group\n  trailwarden techniques --json',
    )
    .action(async (word, options) =>
      (await import('./list-techniques')).listTechniques(word, options),
    );
