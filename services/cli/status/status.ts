import { Command } from 'commander';
import { allAccounts } from '../../../shared/aws/coverage/account-pages';
import { findCoverage, readSweep } from '../../../shared/aws/coverage/find-coverage';
import { findHeartbeats } from '../../../shared/aws/heartbeat/find-heartbeats';
import { newestIncidents } from '../../../shared/aws/incidents/find-incidents';
import type { Table } from '../../../shared/aws/table/table';
import { findTicks } from '../../../shared/aws/ticks/ticks-row';
import { findWatches } from '../../../shared/aws/watch/watches';
import type { IncidentSummary } from '../../../shared/domain/incident';
import { partitionOf } from '../../../shared/domain/trail';
import { countStates, matrix } from '../../../shared/watch/coverage/matrix';
import { isBad } from '../../../shared/watch/coverage/place-state';
import { withOverdue } from '../../../shared/watch/coverage/with-overdue';
import { nothingHeardSince } from '../../../shared/watch/heartbeat/ticks';
import { ticksAtFault, withChannel } from '../../../shared/watch/heartbeat/with-channel';
import { isSilent, withPulses } from '../../../shared/watch/heartbeat/with-pulses';
import { withTicks } from '../../../shared/watch/heartbeat/with-ticks';
import { chosenAccounts } from '../options/baseline-options';
import { reachMembers } from '../target/reach-members';
import {
  connectionTo,
  type Places,
  placesOption,
  type Target,
  whole,
  withTarget,
} from '../target/target';
import { printJson } from '../terminal/print';
import { exitCode, UserError } from '../terminal/user-error';
import { printStatus } from './print-status';
import { unkeptIn } from './unkept-roles';

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
  const connection = connectionTo(options);
  const { operator, table } = await reachMembers(options);
  const [listed, sweep] = await Promise.all([allAccounts(operator), readSweep(table)]);
  if (sweep) refuseUnswept(options.in ?? [], sweep.regions);
  const regions = options.in ?? sweep?.regions ?? [connection.region ?? 'us-east-1'];
  const accounts = chosenAccounts(listed, options.account);
  const [known, heartbeats, ticks, watches, incidents, unkept] = await Promise.all([
    Promise.all(regions.map((region) => findCoverage(table, region))),
    Promise.all(regions.map((region) => findHeartbeats(table, region))),
    // For every Region: one Region alone does not tell whether the centre hears any account.
    findTicks(table, [...new Set([...regions, ...(sweep?.regions ?? [])])]),
    findWatches(table),
    notWhole(table),
    unkeptIn(table, accounts, partitionOf(connection.region ?? '')),
  ]);
  const now = new Date();
  const staleAfterMs = 2 * 60_000 * (options.every ?? sweep?.everyMinutes ?? 60);
  const looked = matrix({ accounts, regions, known: known.flat(), now, staleAfterMs });
  const seen = withOverdue(looked, watches, now);
  const unheardSince = nothingHeardSince(ticks);
  const atFault = ticksAtFault(incidents);
  const isCentreKnown = atFault !== undefined;
  const heard = withChannel(withTicks(seen, ticks, now, { isCentreKnown }), incidents);
  const places = withPulses(heard, heartbeats.flat(), now);
  const isAnyBad = places.some((place) => isBad(place) || isSilent(place));
  if (isAnyBad || unheardSince !== undefined) process.exitCode = exitCode.bad;
  const centre = unheardSince !== undefined && {
    centre: { unheardSince, ...(atFault && { incident: atFault.id }) },
  };
  if (options.json) {
    const counts = Object.fromEntries(countStates(places));
    printJson({
      at: now.toISOString(),
      staleAfterMs,
      regions,
      counts,
      ...(sweep && { sweep }),
      ...centre,
      ...(unkept.length > 0 && { unkept }),
      places,
      watches,
      incidents: incidents.map(({ id, accountId, region, state }) => ({
        id,
        accountId,
        region,
        state,
      })),
    });
    return;
  }
  printStatus({
    ...{ places, regions, now, unrest: { watches, incidents }, unkept },
    ...(sweep && { sweep }),
    ...centre,
  });
}

/** Nothing is known about a Region that no sweep looks at, and that is no state of its accounts. */
function refuseUnswept(asked: readonly string[], swept: readonly string[]): void {
  const others = asked.filter((region) => !swept.includes(region));
  if (others.length === 0) return;
  throw new UserError(
    `The last sweep did not look at ${others.join(', ')}; it looked at ${swept.join(', ')}.`,
  );
}

/** Being worked on, or waiting for a person; the newest hundred of each. */
const notWhole = async (table: Table): Promise<readonly IncidentSummary[]> => [
  ...(await newestIncidents(table, { state: 'open' }, 100)),
  ...(await newestIncidents(table, { state: 'escalated' }, 100)),
];
