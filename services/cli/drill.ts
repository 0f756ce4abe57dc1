import { Command } from 'commander';
import { allTechniques, findTechnique } from '../../shared/techniques/catalogue';
import { drillAll, drillAlone, drillUndo } from './drill-all';
import { channelCut } from './drill-channel-cut';
import { drillRunning, type RunningOptions } from './drill-running';
import { wholeNumber } from './target';
import { UserError } from './user-error';

interface Options extends RunningOptions {
  readonly all?: boolean;
  readonly undo?: boolean;
  readonly channelCut?: boolean;
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
  const technique = findTechnique(id ?? '');
  if (!technique) {
    const known = allTechniques.map((one) => one.id).join(', ');
    throw new UserError(
      `There is no technique "${id ?? ''}"; known are: ${known} (or --all, or --channel-cut).`,
    );
  }
  if (options.endpoint) await drillRunning(technique, options, options.endpoint);
  else await drillAlone(technique, options);
}
