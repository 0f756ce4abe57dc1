import type { Figure } from '../figure';
import { recordedIn } from './looking';
import { costsOf, type Usage } from './prices';
import type { Run } from './run-sweep';

const ACCOUNTS = 1_000;
const SWEEPS = 730; // hours of a month
/** Memory of the functions, as serverless.yml has it. */
const RESPONDER_GB = 1_769 / 1_024;
const SWEEPER_GB = 0.25;

/** What the slice used, as 1,000 accounts would each hour for a month. */
export function monthlyFigures(run: Run): readonly Figure[] {
  const { accounts, regions } = run;
  const monthly = (ACCOUNTS / accounts.length) * SWEEPS;
  const of = (prefix: string): number =>
    [...run.calls].reduce((sum, [name, count]) => sum + (name.startsWith(prefix) ? count : 0), 0);
  const { batches, billedMs, loggedBytes } = run.work;
  const used: Usage = {
    lambdaGbSecond: (billedMs * RESPONDER_GB + run.sweeper.billedMs * SWEEPER_GB) / 1_000,
    lambdaRequest: batches + 1,
    // Each batch is received and deleted; the rest is the sweeper's.
    sqsRequest: 2 * batches + of('sqs:SendMessageBatch') + of('organizations:'),
    tableWrite: run.units.written,
    tableRead: run.units.read,
    kmsCall: of('kms:'),
    logGigabyte: loggedBytes / 2 ** 30,
    busEvent: accounts.length * regions.length, // the heartbeats
  };
  const costs = costsOf(scaled(used, monthly));
  const [copy] = costsOf({ secondCopy: recordedIn(run.calls) * monthly });
  const sum = costs.reduce((all, { total }) => all + total, 0);
  return [
    {
      name: `dollars a month: ${ACCOUNTS} accounts × ${regions.length} Regions, each hour`,
      measured: sum.toFixed(2),
      baseline: 'list prices, see services/cli/bench/sweep/prices.ts',
    },
    ...costs.map(({ what, count, total, dollars, per }) => ({
      name: `  ${what}`,
      measured: total.toFixed(2),
      baseline: `${count.toPrecision(3)} at $${dollars} per ${per}`,
    })),
    {
      name: '  only where a second trail records reads as well',
      measured: (copy?.total ?? 0).toFixed(2),
      baseline: `${(copy?.count ?? 0).toPrecision(3)} records at $2 per 100000`,
    },
  ];
}

const scaled = (usage: Usage, by: number): Usage =>
  Object.fromEntries(Object.entries(usage).map(([name, count]) => [name, count * by]));
