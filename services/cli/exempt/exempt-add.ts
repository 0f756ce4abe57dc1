import { Command } from 'commander';
import { SUBJECT } from '../options/named-subject';
import { withPlace } from '../options/place-option';
import { withTarget } from '../target/target';
import type { ExemptAddOptions } from './add-exemption';
import { MOST_DAYS, MOST_DAYS_LONG } from './exempt-until';

export const exemptAddCommand = (): Command =>
  withPlace(withTarget(new Command('add')))
    .description('declare a planned change: until its end nothing is put back on the subject')
    .argument('<subject>', `${SUBJECT}; or an account id for everything in the account`)
    .requiredOption('--until <time>', `its end: 4h, 2d, or an ISO time; at most ${MOST_DAYS} days`)
    .requiredOption('--why <words>', 'what is planned; kept with who declared it')
    .option('--long', `an end more than ${MOST_DAYS} and at most ${MOST_DAYS_LONG} days ahead`)
    .option('--new', 'what is still to be made: it has no baseline yet')
    .option('--json', 'for programs')
    .addHelpText('after', EXAMPLE)
    .action(async (text: string, options: ExemptAddOptions) =>
      (await import('./add-exemption')).addExemption(text, options),
    );

const EXAMPLE = `
Takes effect within a minute: the warden keeps what it knows for a minute. What still differs when it
ends is put back; accept it a minute before ("trailwarden baseline accept").
Example:
  trailwarden exempt add arn:aws:cloudtrail:us-east-1:111122223333:trail/main \\
    --until 4h --why "CHG-1042: logs move to the archive account"`;
