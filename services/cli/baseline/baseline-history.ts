import { Command } from 'commander';
import { SUBJECT } from '../options/named-subject';
import { withPlace } from '../options/place-option';
import { withTarget } from '../target/target';
import type { BaselineHistoryOptions } from './show-history';

export const baselineHistoryCommand = (): Command =>
  withPlace(withTarget(new Command('history')))
    .description('every version there ever was, newest first, and what each changed')
    .argument('<subject>', SUBJECT)
    .option('--json', 'for programs')
    .addHelpText(
      'after',
      '\nExample:\n  trailwarden baseline history arn:aws:cloudtrail:us-east-1:111122223333:trail/main',
    )
    .action(async (text: string, options: BaselineHistoryOptions) =>
      (await import('./show-history')).showHistory(text, options),
    );
