import type { Check } from '../../../shared/aws/queue';
import { given } from '../../../shared/domain/given';
import { becomeOperator } from '../target/become-operator';
import { connectionTo, type Places, placesOption, type Target } from '../target/target';
import { print, printList } from '../terminal/print';
import { liveOnTerminal, silentLine } from './live-line';
import { printSweep, printSweepJson } from './print-sweep';
import { signalsQueue } from './signals-queue';
import { planSweep, type SweepRequest, sendSweep, sweepNow } from './sweep-now';
import { verdict } from './tally';

interface SweepOptions extends Target, Places {
  readonly home?: string;
  readonly queueUrl?: string;
  /** Whether to stay until the looks were made. */
  readonly wait: boolean;
  /** Minutes. */
  readonly timeout: number;
}

export async function askForSweep(options: SweepOptions): Promise<void> {
  const { account, in: regions } = options;
  placesOption(options);
  const connection = connectionTo({ ...options, region: options.home ?? options.region });
  const queueUrl = await signalsQueue(options.queueUrl, connection);
  const request = {
    operator: await becomeOperator(connection),
    table: options.table,
    queueUrl,
    ...given({ accounts: account, regions }),
    live: options.json && !process.stderr.isTTY ? silentLine : liveOnTerminal(),
  };
  try {
    if (options.wait) await watchSweep(request, options);
    else await onlyAsk(request, options);
  } finally {
    request.live.end();
  }
}

async function onlyAsk(request: SweepRequest, { json }: SweepOptions): Promise<void> {
  const planned = await planSweep(request);
  const { checks } = planned;
  await sendSweep(request, planned, {
    onSent: (count) => request.live.show(`${count} of ${checks.length} messages sent`),
  });
  request.live.end();
  if (json) printList('asked', checks);
  else print(`Asked for ${looksIn(checks)} looks; "trailwarden status" shows what they find.`);
}

const looksIn = (checks: readonly Check[]): number =>
  checks.reduce((sum, { also = [] }) => sum + 1 + also.length, 0);

async function watchSweep(request: SweepRequest, { json, timeout }: SweepOptions): Promise<void> {
  const report = await sweepNow(request, timeout * 60_000);
  request.live.end();
  process.exitCode = verdict(report);
  if (json) printSweepJson(report);
  else printSweep(report);
}
