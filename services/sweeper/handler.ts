import { metricLines } from '../../shared/metrics/metric-lines';
import type { Measurements } from '../../shared/metrics/metrics';
import { listen } from './listen';
import { measurePlaces, measureSweep } from './measure';
import { minute } from './minute';
import { readSettings } from './settings';
import { type SweepReport, sweep } from './sweep';
import { type CountingSweeper, type Invocation, wire } from './wire';

let sweeperFor: ((invocation: Invocation) => CountingSweeper) | undefined;

/** What EventBridge says of a rule whose time has come: its ARN. */
interface Scheduled {
  readonly resources?: readonly string[];
}

/**
 * Lambda entry point, called on schedule: every minute for what is watched and overdue, silent, or wanted; and as
 * often as `SweepEvery` says for everything. A sweep that ran out of time ends in an error: Lambda then
 * tries the invocation again within minutes, and it goes on where it stopped. One after which nobody
 * could count what is guarded is an error as well, or the alarms about it would stay silent.
 */
export async function handler(event: Scheduled, invocation: Invocation): Promise<SweepReport> {
  sweeperFor ??= wire(readSettings(process.env));
  const sweeper = sweeperFor(invocation);
  const isMinute = (event?.resources ?? []).some((rule) => rule.endsWith('/trailwarden-minute'));
  const overdue = await minute(sweeper);
  const silent = isMinute ? await listen(sweeper) : 0;
  const report = await sweep(sweeper, isMinute);
  if (isMinute && report.outcome === 'idle' && overdue + silent === 0) return report;
  if (overdue > 0) process.stdout.write(`${JSON.stringify({ kind: 'watch', asked: overdue })}\n`);
  if (silent > 0) process.stdout.write(`${JSON.stringify({ kind: 'silence', asked: silent })}\n`);
  process.stdout.write(`${JSON.stringify({ kind: 'sweep', ...report })}\n`);
  if (report.outcome === 'left') {
    throw new Error(`Out of time after ${report.checks} checks; the next attempt goes on.`);
  }
  if (report.outcome === 'swept' && report.sweep) {
    tell(measureSweep(report.sweep), sweeper.now());
    const looks = sweeper.coverage(report.sweep.regions);
    tell(await measurePlaces(report.sweep, looks, sweeper.now()), sweeper.now());
  }
  return report;
}

function tell(measured: Measurements, at: Date): void {
  for (const line of metricLines(measured, at)) process.stdout.write(`${line}\n`);
}
