import { readSettings } from './settings';
import { type Sweeper, type SweepReport, sweep } from './sweep';
import { type Invocation, wire } from './wire';

let sweeperFor: ((invocation: Invocation) => Sweeper) | undefined;

/**
 * Lambda entry point, called on schedule. A sweep that ran out of time ends in an error: Lambda then
 * tries the invocation again within minutes, and it goes on where it stopped.
 */
export async function handler(_event: unknown, invocation: Invocation): Promise<SweepReport> {
  sweeperFor ??= wire(readSettings(process.env));
  const report = await sweep(sweeperFor(invocation));
  process.stdout.write(`${JSON.stringify({ kind: 'sweep', ...report })}\n`);
  if (report.outcome === 'left') {
    throw new Error(`Out of time after ${report.checks} checks; the next attempt goes on.`);
  }
  return report;
}
