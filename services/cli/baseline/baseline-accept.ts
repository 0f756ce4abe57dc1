import { Command } from 'commander';
import { SUBJECT } from '../options/named-subject';
import { withPlace } from '../options/place-option';
import { withTarget } from '../target/target';
import { UserError } from '../terminal/user-error';
import type { BaselineAcceptOptions } from './accept-subject';

export const baselineAcceptCommand = (): Command =>
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
    .addHelpText('after', EXAMPLE)
    .action(accept);

async function accept(text: string | undefined, options: BaselineAcceptOptions): Promise<void> {
  if ((text === undefined) === (options.kind === undefined)) {
    throw new UserError('Give either a subject or --kind.');
  }
  if (text !== undefined) await (await import('./accept-subject')).acceptSubject(text, options);
  else await (await import('../accept-kind')).acceptKind(options);
}

const EXAMPLE = `
Takes effect within a minute: until then the version before may be put back, so declare the change
first ("trailwarden exempt add"), to end more than a minute after. Exit code 1 when it was not accepted.
A guard-rail that was deleted lives on under another ARN: accept that one, and put it into the parameter
ProtectedPolicies. What is gone on purpose is retired ("trailwarden baseline retire").
Example:
  trailwarden baseline accept arn:aws:cloudtrail:us-east-1:111122223333:trail/main \\
    --why "CHG-1042: logs go to the archive account" --seen 3f2c8a90b1de
  trailwarden baseline accept --kind warden --why "CHG-1043: new version of the member stack"`;
