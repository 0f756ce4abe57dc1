import { Command } from 'commander';
import { SUBJECT } from '../options/named-subject';
import { withPlace } from '../options/place-option';
import { withTarget } from '../target/target';
import type { BaselineDiffOptions } from './diff-baseline';

export const baselineDiffCommand = (): Command =>
  withPlace(withTarget(new Command('diff')))
    .description('what a subject must be against what it is now')
    .argument('<subject>', SUBJECT)
    .option('--json', 'for programs')
    .addHelpText(
      'after',
      '\nExit code 1 when anything differs.\nExample:\n  trailwarden baseline diff arn:aws:cloudtrail:us-east-1:111122223333:trail/main',
    )
    .action(async (text: string, options: BaselineDiffOptions) =>
      (await import('./diff-baseline')).diffBaseline(text, options),
    );
