import { Command } from 'commander';

export const techniquesCommand = (): Command =>
  new Command('techniques')
    .description('every way to blind CloudTrail that is known here, and what is done about it')
    .option('--json', 'for programs')
    .addHelpText('after', '\nExample:\n  trailwarden techniques --json')
    .action(async (options) => (await import('./list-techniques')).listTechniques(options));
