import { Command } from 'commander';
import { SUBJECT } from '../options/named-subject';
import { withPlace } from '../options/place-option';
import { withTarget } from '../target/target';
import type { BaselineRetireOptions } from './retire-subject';

export const baselineRetireCommand = (): Command =>
  withPlace(withTarget(new Command('retire')))
    .description('what is gone, or to go, on purpose: from now on nothing of it is put back')
    .argument('<subject>', SUBJECT)
    .requiredOption('--why <words>', 'why it is done with; kept for ever')
    .option(
      '--unguarded',
      'retire it though it is there, or cannot be read: nothing guards it then',
    )
    .option('--json', 'for programs')
    .addHelpText('after', EXAMPLE)
    .action(async (text: string, options: BaselineRetireOptions) =>
      (await import('./retire-subject')).retireSubject(text, options),
    );

const EXAMPLE = `
Takes effect within a minute. What is still there is retired only with --unguarded, and "status" names it
from the next look on. Its history stays; "baseline accept" has it guarded again.
Example:
  trailwarden baseline retire arn:aws:cloudtrail:us-east-1:111122223333:trail/old \\
    --why "CHG-1077: the organization's trail took over"`;
