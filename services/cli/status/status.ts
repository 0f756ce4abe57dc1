import { Command } from 'commander';
import { given } from '../../../shared/domain/given';
import { describeNotice } from '../../../shared/domain/pause';
import { countStates } from '../../../shared/watch/coverage/matrix';
import { isBad } from '../../../shared/watch/coverage/place-state';
import { isSilent } from '../../../shared/watch/heartbeat/with-pulses';
import { reachMembers } from '../target/reach-members';
import {
  connectionTo,
  type Places,
  placesOption,
  type Target,
  whole,
  withTarget,
} from '../target/target';
import { print, printJson } from '../terminal/print';
import { exitCode } from '../terminal/user-error';
import { printStatus } from './print-status';
import { readPlaces } from './read-places';

interface Options extends Target, Places {
  readonly every?: number;
}

export const statusCommand = (): Command =>
  withTarget(new Command('status'))
    .description('which accounts and Regions are guarded, and since when that is known')
    .option('--account <id...>', 'only these accounts (default: the whole organization)')
    .option('--in <region...>', 'these Regions (default: those of the last sweep)')
    .addOption(
      whole(
        '--every <minutes>',
        'how often sweeps are due; twice that old is stale (default: as deployed, or 60)',
        [1, 10_080],
      ),
    )
    .option('--json', 'for programs')
    .addHelpText('after', '\nExample:\n  trailwarden status --in us-east-1 eu-west-1')
    .action(status);

async function status(options: Options): Promise<void> {
  placesOption(options);
  const { operator, table } = await reachMembers(options);
  const read = await readPlaces({
    ...{ operator, table, mustBeSwept: true, home: connectionTo(options).region ?? 'us-east-1' },
    ...given({ accounts: options.account, regions: options.in, every: options.every }),
  });
  const { places, regions, now, staleAfterMs, sweep, centre, watches, incidents, unkept, paused } =
    read;
  const isAnyBad = places.some((place) => isBad(place) || isSilent(place));
  if (isAnyBad || centre || paused.length > 0) process.exitCode = exitCode.bad;
  const known = { ...(sweep && { sweep }), ...(centre && { centre }) };
  if (options.json) {
    const counts = Object.fromEntries(countStates(places));
    printJson({
      at: now.toISOString(),
      ...{ staleAfterMs, regions, counts },
      ...known,
      ...(unkept.length > 0 && { unkept }),
      ...(paused.length > 0 && { paused: paused.map(describeNotice) }),
      ...{ places, watches },
      incidents: incidents.map(({ id, accountId, region, state }) => ({
        ...{ id, accountId, region, state },
      })),
    });
    return;
  }
  for (const one of paused) print(describeNotice(one));
  printStatus({ places, regions, now, unrest: { watches, incidents }, unkept, ...known });
}
