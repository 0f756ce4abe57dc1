import { Command } from 'commander';
import { allTechniques, findTechnique } from '../../shared/techniques/catalogue';
import { drillAll, drillAlone, drillUndo } from './drill-all';
import { burstsAndPairs } from './drill-bursts';
import { channelCut } from './drill-channel-cut';
import { fights } from './drill-fight';
import { drillRunning, type RunningOptions } from './drill-running';
import { wholeNumber } from './target';
import { UserError } from './user-error';

interface Options extends RunningOptions {
  readonly all?: boolean;
  readonly undo?: boolean;
  readonly channelCut?: boolean;
  readonly bursts?: boolean;
  readonly fight?: boolean;
  readonly seconds: number;
  readonly pairs: number;
  readonly sequences: number;
  readonly seed: number;
  readonly only?: string;
  readonly accounts: number;
  readonly endpoint?: string;
}

export const drillCommand = (): Command =>
  new Command('drill')
    .description('tamper on purpose, in a sandbox, and see it put back')
    .argument('[technique]', `one of: ${allTechniques.map(({ id }) => id).join(', ')}`)
    .option('--all', 'every technique, what is only reported, and attacks that combine several')
    .option('--undo', 'what UndoReported undoes of what is only reported, with the setting on')
    .option('--channel-cut', 'what a sweep finds when no event arrives')
    .option('--bursts', 'every ordered pair of blows, and random attacks, deaf as AWS')
    .option('--fight', 'what keeps a trail off against the warden, with AWS’s quotas on')
    .option(
      '--seconds <n>',
      'with --fight: how long each strategy attacks',
      wholeNumber('--seconds', 1, 3_600),
      40,
    )
    .option(
      '--pairs <n>',
      'with --bursts: only so many of the pairs, chosen by the seed',
      wholeNumber('--pairs', 0, 1_000_000),
      1_000_000,
    )
    .option(
      '--sequences <n>',
      'with --bursts: random attacks of three to six calls',
      wholeNumber('--sequences', 0, 1_000_000),
      200,
    )
    .option(
      '--seed <n>',
      'with --bursts: repeats a run',
      wholeNumber('--seed', 0, 4_294_967_295),
      1,
    )
    .option('--only <text>', 'with --bursts or --fight: only attacks whose name contains it')
    .option('--endpoint <url>', 'a sandbox that is running (default: starts its own)')
    .option('--region <region>', 'home Region of the trail', 'us-east-1')
    .option('--trail <name>', 'with --endpoint: trail of the account whose keys are set', 'main')
    .option(
      '--accounts <n>',
      'member accounts of its own sandbox',
      wholeNumber('--accounts', 1, 1_000),
      3,
    )
    .option('--json', 'for programs')
    .addHelpText('after', '\nExample:\n  trailwarden drill stop-logging')
    .action(drill);

async function drill(id: string | undefined, options: Options): Promise<void> {
  if (options.all) {
    await drillAll(options);
    return;
  }
  if (options.undo) {
    await drillUndo(options);
    return;
  }
  if (options.channelCut) {
    await channelCut(options);
    return;
  }
  if (options.bursts) {
    await burstsAndPairs(options);
    return;
  }
  if (options.fight) {
    await fights(options);
    return;
  }
  const technique = findTechnique(id ?? '');
  if (!technique) {
    const known = allTechniques.map((one) => one.id).join(', ');
    throw new UserError(
      `There is no technique "${id ?? ''}"; known are: ${known} (or --all, --bursts, --fight, --undo or --channel-cut).`,
    );
  }
  if (options.endpoint) await drillRunning(technique, options, options.endpoint);
  else await drillAlone(technique, options);
}
