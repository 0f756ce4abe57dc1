import { Command } from 'commander';
import { SUBJECT } from '../options/named-subject';
import { withPlace } from '../options/place-option';
import { wholeNumber, withTarget } from '../target/target';
import type { BaselineShowOptions } from './show-baseline';

export const baselineShowCommand = (): Command =>
  withPlace(withTarget(new Command('show')))
    .description('everything a subject must be, field by field')
    .argument('<subject>', SUBJECT)
    .option('--version <n>', 'as it was in this version', wholeNumber('--version', 1, 99_999_999))
    .option('--field <name>', 'the text of this field alone, word for word: boundaryText')
    .option('--json', 'for programs')
    .addHelpText(
      'after',
      '\nExit code 1 when it is forged.\nExample:\n  trailwarden baseline show arn:aws:cloudtrail:us-east-1:111122223333:trail/main --version 1',
    )
    .action(async (text: string, options: BaselineShowOptions) =>
      (await import('./show-baseline')).showBaseline(text, options),
    );
