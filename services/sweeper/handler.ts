import { beat } from './beats';
import { listen } from './listen';
import { measurePlaces, measureSweep, tell } from './measure';
import { minute } from './minute';
import { readSettings } from './settings';
import { type SweepReport, sweep } from './sweep';
import { type CountingSweeper, type Invocation, wire } from './wire';

let sweeperFor: ((invocation: Invocation) => CountingSweeper) | undefined;

/** EventBridge's event for a rule whose time has come: its ARN. */
interface Scheduled {
  readonly resources?: readonly string[];
}

/**
 * Lambda entry point, called on schedule: every minute for what is watched and overdue, silent, or wanted; and as
 * often as `SweepEvery` says for everything. A sweep that ran out of time ends in an error: Lambda then
 * tries the invocation again within minutes, and it goes on where it stopped. A sweep whose census of guarded
 * places fails is an error as well, or the alarms about it would stay silent.
 */
export async function handler(event: Scheduled, invocation: Invocation): Promise<SweepReport> {
  sweeperFor ??= wire(readSettings(process.env));
  const sweeper = sweeperFor(invocation);
  const isMinute = (event?.resources ?? []).some((rule) => rule.endsWith('/trailwarden-minute'));
  const { overdue, silent, report } = await turn(sweeper, isMinute);
  if (isMinute && report.outcome === 'idle' && overdue + silent === 0) return report;
  if (overdue > 0) process.stdout.write(`${JSON.stringify({ kind: 'watch', asked: overdue })}\n`);
  if (silent > 0) process.stdout.write(`${JSON.stringify({ kind: 'silence', asked: silent })}\n`);
  process.stdout.write(`${JSON.stringify({ kind: 'sweep', ...report })}\n`);
  if (report.outcome === 'left') {
    throw new Error(`Out of time after ${report.checks} checks; the next attempt goes on.`);
  }
  if (report.outcome === 'swept' && report.sweep) {
    tell(measureSweep(report.sweep), sweeper.now());
    const coverage = sweeper.coverage(report.sweep.regions);
    const [ticks, heartbeats] = await Promise.all([sweeper.ticksKept(), sweeper.beatsKept()]);
    const known = { coverage, ticks, heartbeats };
    tell(await measurePlaces(report.sweep, known, sweeper.now()), sweeper.now());
  }
  return report;
}

/** How many looks were asked for at watched and at silent places, and the result of the sweep. */
interface Turn {
  readonly overdue: number;
  readonly silent: number;
  readonly report: SweepReport;
}

/**
 * Does what is due. On the schedule of the sweep that is the sweep alone, so that no question about watches can make
 * it fail. Every minute it is the watched and silent places, and then a sweep that was asked for, even where those
 * failed.
 */
export async function turn(
  sweeper: Omit<CountingSweeper, 'coverage'>,
  isMinute: boolean,
): Promise<Turn> {
  if (!isMinute) return { overdue: 0, silent: 0, report: await sweep(sweeper) };
  let beats: ReturnType<typeof sweeper.beatsKept> | undefined;
  const beatsKept = () => {
    beats ??= sweeper.beatsKept();
    return beats;
  };
  const hearing = { ...sweeper, beatsKept };
  const asking = await Promise.allSettled([minute(sweeper), listen(hearing), beat(hearing)]);
  const report = await sweep(sweeper, true);
  const [overdue = 0, silent = 0, unanswered = 0] = asking.map((one) => {
    if (one.status === 'rejected') throw one.reason;
    return one.value;
  });
  return { overdue, silent: silent + unanswered, report };
}
