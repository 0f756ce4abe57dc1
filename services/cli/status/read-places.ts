import { callerAccount } from '../../../shared/aws/become-named';
import type { Connection } from '../../../shared/aws/connection';
import { allAccounts } from '../../../shared/aws/coverage/account-pages';
import { findCoverage, readSweep } from '../../../shared/aws/coverage/find-coverage';
import { findExemptions } from '../../../shared/aws/exemptions/find-exemptions';
import { findHeartbeats } from '../../../shared/aws/heartbeat/find-heartbeats';
import { newestIncidents } from '../../../shared/aws/incidents/find-incidents';
import type { Table } from '../../../shared/aws/table/table';
import { findTicks } from '../../../shared/aws/ticks/ticks-row';
import { findWatches } from '../../../shared/aws/watch/watches';
import type { Exemption } from '../../../shared/domain/exemption';
import type { IncidentSummary } from '../../../shared/domain/incident';
import { noticesAmong } from '../../../shared/domain/pause';
import { partitionOf } from '../../../shared/domain/trail';
import { matrix } from '../../../shared/watch/coverage/matrix';
import { withOverdue } from '../../../shared/watch/coverage/with-overdue';
import { nothingHeardSince } from '../../../shared/watch/heartbeat/ticks';
import { ticksAtFault, withChannel } from '../../../shared/watch/heartbeat/with-channel';
import { withPulses } from '../../../shared/watch/heartbeat/with-pulses';
import { withTicks } from '../../../shared/watch/heartbeat/with-ticks';
import { chosenAccounts } from '../options/baseline-options';
import { UserError } from '../terminal/user-error';
import { unkeptIn } from './unkept-roles';

interface Asked {
  readonly operator: Connection;
  readonly table: Table;
  /** The home Region. */
  readonly home: string;
  /** Default: the whole organization. */
  readonly accounts?: readonly string[];
  /** Default: those of the last sweep. */
  readonly regions?: readonly string[];
  /** Refuses Regions that no sweep looks at. */
  readonly mustBeSwept?: true;
  /** Minutes from one sweep to the next; default: as deployed, or 60. */
  readonly every?: number;
}

/** Every account and Region as the table knows it now. Rejects with the SDK's error. */
export async function readPlaces(asked: Asked) {
  const { operator, table, home } = asked;
  const [listed, sweep] = await Promise.all([allAccounts(operator), readSweep(table)]);
  if (sweep && asked.mustBeSwept) refuseUnswept(asked.regions ?? [], sweep.regions);
  const regions = asked.regions ?? sweep?.regions ?? [home];
  const accounts = chosenAccounts(listed, asked.accounts);
  const [known, heartbeats, ticks, watches, incidents, unkept, paused] = await Promise.all([
    Promise.all(regions.map((region) => findCoverage(table, region))),
    Promise.all(regions.map((region) => findHeartbeats(table, region))),
    // For every Region: one Region alone does not tell whether the centre hears any account.
    findTicks(table, [...new Set([...regions, ...(sweep?.regions ?? [])])]),
    findWatches(table),
    notWhole(table),
    unkeptIn(table, accounts, partitionOf(home)),
    pausesIn(table, operator),
  ]);
  const now = new Date();
  const staleAfterMs = 2 * 60_000 * (asked.every ?? sweep?.everyMinutes ?? 60);
  const looked = matrix({ accounts, regions, known: known.flat(), now, staleAfterMs });
  const seen = withOverdue(looked, watches, now);
  const unheardSince = nothingHeardSince(ticks);
  const atFault = ticksAtFault(incidents);
  const isCentreKnown = atFault !== undefined;
  const heard = withChannel(withTicks(seen, ticks, now, { isCentreKnown }), incidents);
  return {
    places: withPulses(heard, heartbeats.flat(), now),
    ...{ regions, accounts, now, staleAfterMs, watches, incidents, unkept, paused },
    ...(sweep && { sweep }),
    ...(unheardSince !== undefined && {
      centre: { unheardSince, ...(atFault && { incident: atFault.id }) },
    }),
  };
}

/** What is paused now, as it is told at the bus of the security account. */
async function pausesIn(table: Table, operator: Connection): Promise<readonly Exemption[]> {
  const now = new Date().toISOString();
  return noticesAmong(await findExemptions(table, await callerAccount(operator), now), now);
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
