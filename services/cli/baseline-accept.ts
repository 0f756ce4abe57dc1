import { Command } from 'commander';
import type { BaselineAcceptOptions } from './accept-subject';
import { SUBJECT } from './named-subject';
import { withPlace } from './place-option';
import { withTarget } from './target';

export const baselineAcceptCommand = (): Command =>
  withPlace(withTarget(new Command('accept')))
    .description('what a subject is now becomes what it must be, as the next version')
    .argument('<subject>', SUBJECT)
    .requiredOption('--why <words>', 'why it changed; kept for ever')
    .option('--seen <fingerprint>', 'only what "baseline diff" showed, and nothing newer')
    .option('--below-floor <words>', 'accept less than it should be: say what is not guarded')
    .option('--json', 'for programs')
    .addHelpText('after', EXAMPLE)
    .action(async (text: string, options: BaselineAcceptOptions) =>
      (await import('./accept-subject')).acceptSubject(text, options),
    );

const EXAMPLE = `
Takes effect within a minute: until then the version before may be put back, so declare the change
first ("trailwarden exempt add"), to end more than a minute after. Exit code 1 when it was not accepted.
A guard-rail that was deleted lives on under another ARN: accept that one, and put it into the parameter
ProtectedPolicies. What is gone on purpose is retired ("trailwarden baseline retire").
Example:
  trailwarden baseline accept arn:aws:cloudtrail:us-east-1:111122223333:trail/main \\
    --why "CHG-1042: logs go to the archive account" --seen 3f2c8a90b1de`;
