import { setTimeout as wait } from 'node:timers/promises';
import { imagesOf, type StreamRecord } from '../../shared/aws/notify/images-of';
import { metricLines } from '../../shared/metrics/metric-lines';
import { measure } from './measure';
import { planReminders, planWrites, serveAll } from './notify';
import { readSettings } from './settings';
import { wire } from './wire';

interface Invocation {
  readonly getRemainingTimeInMillis: () => number;
}

let wired: ReturnType<typeof wire> | undefined;

/**
 * Lambda entry point, called with records of the table's stream, and every minute by the clock. Both
 * first write down what is to be told, then tell what is due. Whatever fails is thrown: Lambda hands
 * the same records out again, and every write here may be repeated.
 */
export async function handler(
  event: { readonly Records?: readonly StreamRecord[] },
  invocation: Invocation,
): Promise<void> {
  wired ??= wire(readSettings(process.env));
  const configuration = await wired.configuration();
  if (!configuration) return say({ kind: 'nobody', why: 'no channel is configured' });
  const notifier = wired.notifier(configuration, () => invocation.getRemainingTimeInMillis());
  const writes = event.Records?.flatMap((record) => imagesOf(record) ?? []);
  const planned = await (writes ? planWrites(notifier, writes) : planReminders(notifier));
  if (writes && planned === 0) return;
  // What comes at the same moment from other shards is told together.
  if (writes) await wait(configuration.gatherSeconds * 1_000);
  const rounds = await serveAll(notifier);
  for (const round of rounds) say({ kind: 'round', ...round });
  for (const line of metricLines(measure(rounds), new Date())) process.stdout.write(`${line}\n`);
}

function say(line: { readonly kind: string; readonly [field: string]: unknown }): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
