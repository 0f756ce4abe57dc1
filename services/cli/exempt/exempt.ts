import { Command } from 'commander';
import { SUBJECT, withPlace } from '../options/named-subject';
import { withTarget } from '../target/target';
import { MOST_DAYS, MOST_DAYS_LONG } from './exempt-until';

export const exemptCommand = (): Command =>
  new Command('exempt')
    .description('planned changes: while one is in force nothing is put back')
    .addCommand(addCommand())
    .addCommand(listCommand())
    .addCommand(endCommand());

const addCommand = (): Command =>
  withPlace(withTarget(new Command('add')))
    .description('declare a planned change: until its end nothing is put back on the subject')
    .argument('<subject>', `${SUBJECT}; or an account id for everything in the account`)
    .requiredOption('--until <time>', `its end: 4h, 2d, or an ISO time; at most ${MOST_DAYS} days`)
    .requiredOption('--why <words>', 'what is planned; kept with who declared it')
    .option('--long', `an end more than ${MOST_DAYS} and at most ${MOST_DAYS_LONG} days ahead`)
    .option('--new', 'what is still to be made: it has no baseline yet')
    .option('--json', 'for programs')
    .addHelpText('after', ADD_EXAMPLE)
    .action(async (text, options) => (await import('./add-exemption')).addExemption(text, options));

const ADD_EXAMPLE = `
Takes effect within a minute: the warden keeps what it knows for a minute. What still differs when it
ends is put back; accept it a minute before ("trailwarden baseline accept").
Example:
  trailwarden exempt add arn:aws:cloudtrail:us-east-1:111122223333:trail/main \\
    --until 4h --why "CHG-1042: logs move to the archive account"`;

const listCommand = (): Command =>
  withTarget(new Command('list'))
    .description('planned changes, those in force first')
    .option('--account <id...>', 'only these accounts (default: the whole organization)')
    .option('--in-force', 'only those that hold now')
    .option('--json', 'for programs')
    .addHelpText('after', '\nExample:\n  trailwarden exempt list --in-force')
    .action(async (options) => (await import('./list-exemptions')).listExemptions(options));

const endCommand = (): Command =>
  withPlace(withTarget(new Command('end')))
    .description('end a planned change now: what differs is put back again')
    .argument('<exemption>', 'its id, or the subject it was declared for')
    .option('--json', 'for programs')
    .addHelpText(
      'after',
      '\nTakes effect within a minute. An account id ends what was declared for the whole account, not for\nwhat is in it one by one.\nExample:\n  trailwarden exempt end ex-111122223333-9f2c41ab',
    )
    .action(async (text, options) =>
      (await import('./end-exemptions')).endExemptions(text, options),
    );
