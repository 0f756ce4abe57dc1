import { Command } from 'commander';
import { SUBJECT, withPlace } from '../options/named-subject';
import { whole, withTarget } from '../target/target';
import { UserError } from '../terminal/user-error';
import type { BaselineAcceptOptions } from './accept-subject';

export const baselineCommand = (): Command =>
  new Command('baseline')
    .description('what every subject must be, and how that changes on purpose')
    .addCommand(listCommand())
    .addCommand(showCommand())
    .addCommand(diffCommand())
    .addCommand(acceptCommand())
    .addCommand(retireCommand())
    .addCommand(historyCommand());

/** A command about one subject, which its ARN names. */
const ofSubject = (name: string, description: string): Command =>
  withPlace(withTarget(new Command(name)))
    .description(description)
    .argument('<subject>', SUBJECT);

const listCommand = (): Command =>
  withTarget(new Command('list'))
    .description('what every subject must be, in one line each')
    .option('--account <id...>', 'only these accounts (default: the whole organization)')
    .option('--json', 'for programs')
    .addHelpText(
      'after',
      '\nExit code 1 when any is forged.\nExample:\n  trailwarden baseline list --account 111122223333',
    )
    .action(async (options) => (await import('./list-baselines')).listBaselines(options));

const showCommand = (): Command =>
  ofSubject('show', 'everything a subject must be, field by field')
    .addOption(whole('--version <n>', 'as it was in this version', [1, 99_999_999]))
    .option('--field <name>', 'the text of this field alone, word for word: boundaryText')
    .option('--json', 'for programs')
    .addHelpText(
      'after',
      '\nExit code 1 when it is forged.\nExample:\n  trailwarden baseline show arn:aws:cloudtrail:us-east-1:111122223333:trail/main --version 1',
    )
    .action(async (text, options) => (await import('./show-baseline')).showBaseline(text, options));

const diffCommand = (): Command =>
  ofSubject('diff', 'what a subject must be against what it is now')
    .option('--json', 'for programs')
    .addHelpText(
      'after',
      '\nExit code 1 when anything differs.\nExample:\n  trailwarden baseline diff arn:aws:cloudtrail:us-east-1:111122223333:trail/main',
    )
    .action(async (text, options) => (await import('./diff-baseline')).diffBaseline(text, options));

const acceptCommand = (): Command =>
  withPlace(withTarget(new Command('accept')))
    .description('what a subject is now becomes what it must be, as the next version')
    .argument('[subject]', `${SUBJECT}; or --kind`)
    .requiredOption('--why <words>', 'why it changed; kept for ever')
    .option(
      '--kind <kind>',
      'everything of this kind, such as warden, of --account or of all accounts: shown first, accepted with --seen',
    )
    .option('--seen <fingerprint>', 'only what was shown before, and nothing newer')
    .option('--below-floor <words>', 'accept less than it should be: say what is not guarded')
    .option('--json', 'for programs')
    .addHelpText('after', ACCEPT_EXAMPLE)
    .action(accept);

async function accept(text: string | undefined, options: BaselineAcceptOptions): Promise<void> {
  if ((text === undefined) === (options.kind === undefined)) {
    throw new UserError('Give either a subject or --kind.');
  }
  if (text !== undefined) await (await import('./accept-subject')).acceptSubject(text, options);
  else await (await import('./accept-kind')).acceptKind(options);
}

const ACCEPT_EXAMPLE = `
Takes effect within a minute: until then the version before may be put back, so declare the change
first ("trailwarden exempt add"), to end more than a minute after. Exit code 1 when it was not accepted.
A guard-rail that was deleted lives on under another ARN: accept that one, and put it into the parameter
ProtectedPolicies. What is gone on purpose is retired ("trailwarden baseline retire").
Example:
  trailwarden baseline accept arn:aws:cloudtrail:us-east-1:111122223333:trail/main \\
    --why "CHG-1042: logs go to the archive account" --seen 3f2c8a90b1de
  trailwarden baseline accept --kind warden --why "CHG-1043: new version of the member stack"`;

const retireCommand = (): Command =>
  ofSubject('retire', 'what is gone, or to go, on purpose: from now on nothing of it is put back')
    .requiredOption('--why <words>', 'why it is done with; kept for ever')
    .option(
      '--unguarded',
      'retire it though it is there, or cannot be read: nothing guards it then',
    )
    .option('--json', 'for programs')
    .addHelpText('after', RETIRE_EXAMPLE)
    .action(async (text, options) =>
      (await import('./retire-subject')).retireSubject(text, options),
    );

const RETIRE_EXAMPLE = `
Takes effect within a minute. What is still there is retired only with --unguarded, and "status" names it
from the next look on. Its history stays; "baseline accept" has it guarded again.
Example:
  trailwarden baseline retire arn:aws:cloudtrail:us-east-1:111122223333:trail/old \\
    --why "CHG-1077: the organization's trail took over"`;

const historyCommand = (): Command =>
  ofSubject('history', 'every version there ever was, newest first, and what each changed')
    .option('--json', 'for programs')
    .addHelpText(
      'after',
      '\nExample:\n  trailwarden baseline history arn:aws:cloudtrail:us-east-1:111122223333:trail/main',
    )
    .action(async (text, options) => (await import('./show-history')).showHistory(text, options));
