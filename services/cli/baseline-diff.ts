import { Command } from 'commander';
import { differences, fingerprint } from './baseline-differences';
import { type Compared, lookAt } from './baseline-look';
import { printDifferences } from './baseline-print';
import { subjectArgument } from './baseline-subject';
import { print, printJson } from './print';
import { type Target, withTarget } from './target';
import { exitCode, UserError } from './user-error';

interface Options extends Target {
  readonly json?: boolean;
}

export const baselineDiffCommand = (): Command =>
  withTarget(new Command('diff'))
    .description('what a trail must be against what it is now')
    .argument('<subject>', "the trail's ARN")
    .option('--json', 'for programs')
    .addHelpText(
      'after',
      '\nExit code 1 when anything differs.\nExample:\n  trailwarden baseline diff arn:aws:cloudtrail:us-east-1:111122223333:trail/main',
    )
    .action(diffBaseline);

async function diffBaseline(text: string, options: Options): Promise<void> {
  const subject = subjectArgument(text);
  const compared = await lookAt(subject, options);
  const { baseline, observation, forged } = compared;
  if (!baseline && !forged && observation.kind === 'absent') {
    throw new UserError(`${subject.id} has no baseline, and there is no such trail.`);
  }
  const now = observation.kind === 'present' ? observation.state : undefined;
  const found = differences(baseline?.state, now);
  const seen = now && fingerprint(now);
  if (options.json) {
    const version = baseline?.version ?? 0;
    printJson({ subject: subject.id, version, present: now !== undefined, seen, found, forged });
  } else {
    print(headline(compared, found.length));
    if (found.length > 0) printDifferences(found);
    if (found.length > 0 && seen) print(`To accept exactly this: --seen ${seen}`);
  }
  process.exitCode = found.length > 0 || forged ? exitCode.bad : exitCode.ok;
}

function headline({ baseline, observation, forged }: Compared, count: number): string {
  const { id } = observation.subject;
  if (forged) {
    return `The baseline of ${id} is FORGED: ${forged}. Nothing is put back from it. What it says, and what is:`;
  }
  if (observation.kind === 'absent') return `${id} is gone; version ${baseline?.version} was:`;
  if (!baseline) return `${id} has no baseline; it is:`;
  if (count === 0) return `${id} is as version ${baseline.version} says.`;
  return `${id} is not as version ${baseline.version} says:`;
}
