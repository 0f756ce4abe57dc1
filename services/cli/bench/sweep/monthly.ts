import { resourcesOfType, type Template } from '../../local/template';
import type { Figure } from '../figure';
import { recordedIn } from './looking';
import { costsOf, sumOf, type Usage } from './prices';
import type { Run } from './run-sweep';

const ACCOUNTS = 1_000;
const HOURS = 730; // of a month
/** Memory of the functions, as serverless.yml has it. */
const RESPONDER_GB = 1_769 / 1_024;
const SWEEPER_GB = 0.25;
/** The responder takes so many messages with one request, and deletes them with another. */
const BATCH = 10;

/**
 * What looks and the fixed parts cost before light looks and seals that are verified without KMS, printed by this
 * command at e1d77c9f, 2026-11-30 (KMS 66, Lambda 9, DynamoDB 6, logs 4, EventBridge 3, SQS 1, fixed 19).
 */
const BEFORE = 107;
const TARGET = 20;

export interface Month {
  /** Sweeps, one an hour, of a slice of the organization: six of them hold one whole look of every account. */
  readonly runs: readonly Run[];
  /** The central stack as it is deployed by default. */
  readonly template: Template;
  /** Minutes from one heartbeat of a place to the next. */
  readonly beatEvery: number;
}

/** What 1,000 accounts cost in a month, by the units that a slice of them used. */
export function monthlyFigures({ runs, template, beatEvery }: Month): readonly Figure[] {
  const regions = runs[0]?.regions.length ?? 0;
  const looks = looksOf(runs);
  const fixed = fixedOf(runs, template);
  const beats = (ACCOUNTS * regions * HOURS * 60) / beatEvery;
  const heartbeats: Usage = {
    busEvent: beats,
    sqsRequest: beats * (1 + 2 / BATCH),
    tableWrite: 2 * beats, // when it leaves, and when it is heard
  };
  const minutes = ACCOUNTS * regions * HOURS * 60;
  const ticks: Usage = { busEvent: minutes, sqsRequest: minutes * (1 + 2 / BATCH) };
  const looking = sumOf(looks) + sumOf(fixed);
  const all = looking + sumOf(heartbeats) + sumOf(ticks);
  const copies =
    runs.reduce((sum, { calls }) => sum + recordedIn(calls), 0) * perMonth(runs, accountsOf(runs));
  return [
    {
      name: `dollars a month for looks and what is fixed: ${ACCOUNTS} accounts × ${regions} Regions, each hour`,
      measured: looking.toFixed(2),
      baseline: `${TARGET}, the target; ${BEFORE} before light looks and local seals`,
      ratio: looking / TARGET,
    },
    ...lines('looks', looks),
    ...lines('fixed', fixed),
    ...lines(`heartbeats, each ${beatEvery} minutes`, heartbeats),
    ...lines('ticks, each minute', ticks),
    {
      name: 'dollars a month, all in',
      measured: all.toFixed(2),
      baseline: `${TARGET}, the target; the members pay the events between buses`,
      ratio: all / TARGET,
    },
    {
      name: '  only where a second trail records reads as well',
      measured: sumOf({ secondCopy: copies }).toFixed(2),
      baseline: `${copies.toPrecision(3)} records at $2 per 100000`,
    },
  ];
}

const lines = (group: string, usage: Usage): readonly Figure[] => [
  { name: `  ${group}`, measured: sumOf(usage).toFixed(2), baseline: 'the sum of:' },
  ...costsOf(usage).map(({ what, count, total, dollars, per }) => ({
    name: `    ${what}`,
    measured: total.toFixed(2),
    baseline: `${count.toPrecision(3)} at $${dollars} per ${per}`,
  })),
];

const accountsOf = ([first]: readonly Run[]): number => first?.accounts.length ?? 1;
const perMonth = ({ length }: readonly Run[], accounts: number): number =>
  (ACCOUNTS / accounts) * (HOURS / length);

/** The responders' work is a slice's; the sweeper lists and asks as for the whole, so its work is not multiplied. */
function looksOf(runs: readonly Run[]): Usage {
  const [sliced, whole] = [perMonth(runs, accountsOf(runs)), HOURS / runs.length];
  const sum = (of: (run: Run) => number): number => runs.reduce((total, run) => total + of(run), 0);
  const batches = sum(({ work }) => work.batches);
  const called = (prefix: string) =>
    sum(({ calls }) =>
      [...calls].reduce((all, [name, count]) => all + (name.startsWith(prefix) ? count : 0), 0),
    );
  return {
    lambdaGbSecond:
      (sum(({ work }) => work.billedMs) * RESPONDER_GB * sliced +
        sum(({ sweeper }) => sweeper.billedMs) * SWEEPER_GB * whole) /
      1_000,
    lambdaRequest: batches * sliced + HOURS,
    sqsRequest: 2 * batches * sliced + called('sqs:SendMessageBatch') * sliced,
    tableWrite: sum(({ units }) => units.written) * sliced,
    tableRead: sum(({ units }) => units.read) * sliced,
    kmsCall: called('kms:') * sliced,
    logGigabyte: (sum(({ work }) => work.loggedBytes) * sliced) / 2 ** 30,
    // The heartbeats that go with a sweep.
    busEvent: sum(({ accounts, regions }) => accounts.length * regions.length) * sliced,
  };
}

/** What is there by default, and the metrics that have a number in a quiet hour: a metric costs by the hour. */
function fixedOf(runs: readonly Run[], template: Template): Usage {
  const count = (type: string): number =>
    resourcesOfType(template, type).filter(([, { Condition }]) => !OPT_IN.test(Condition ?? ''))
      .length;
  return {
    alarm: count('AWS::CloudWatch::Alarm'),
    metric: runs.reduce((sum, { metrics }) => sum + metrics.size, 0) / runs.length,
    dashboard: count('AWS::CloudWatch::Dashboard'),
    key: count('AWS::KMS::Key'),
  };
}

/** Conditions of what an organization has to ask for. */
const OPT_IN = /^Has(Bucket|Containment|Login|Playbooks)/;
