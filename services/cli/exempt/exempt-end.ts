import { Command } from 'commander';
import { withPlace } from '../options/place-option';
import { withTarget } from '../target/target';
import type { ExemptEndOptions } from './end-exemptions';

export const exemptEndCommand = (): Command =>
  withPlace(withTarget(new Command('end')))
    .description('end a planned change now: what differs is put back again')
    .argument('<exemption>', 'its id, or the subject it was declared for')
    .option('--json', 'for programs')
    .addHelpText(
      'after',
      '\nTakes effect within a minute. An account id ends what was declared for the whole account, not for\nwhat is in it one by one.\nExample:\n  trailwarden exempt end ex-111122223333-9f2c41ab',
    )
    .action(async (text: string, options: ExemptEndOptions) =>
      (await import('./end-exemptions')).endExemptions(text, options),
    );
