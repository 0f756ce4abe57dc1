import { Command } from 'commander';
import type { NewTechniqueOptions } from './new-technique';

export const newCommand = (): Command =>
  new Command('new')
    .description('write the files of something new, in a checkout of this repository')
    .addCommand(newTechniqueCommand());

const newTechniqueCommand = (): Command =>
  new Command('technique')
    .description('a technique that compiles and finds nothing yet: its files, index lines and test')
    .argument('<subject>', 'what it is done to: trail, log-bucket, key …')
    .argument('<id>', 'a verb and what it hits, such as stop-logging')
    .option('--title <text>', 'a verb first, such as "Stop a trail" (default: from the id)')
    .option('--row <row>', 'row of the catalogue, such as CT-01 (default: the next that is free)')
    .option('--json', 'for programs')
    .addHelpText(
      'after',
      '\nExample:\n  trailwarden new technique log-group change-metric-filter --title "Change a metric filter of a trail’s log group"',
    )
    .action(async (subject: string, id: string, options: NewTechniqueOptions) =>
      (await import('./new-technique')).newTechnique(subject, id, options),
    );
