import { setTimeout as wait } from 'node:timers/promises';
import type { Connection } from '../../../shared/aws/connection';
import { becomeAcknowledger } from '../../../shared/aws/incidents/acknowledge';
import { readKeptConfiguration } from '../../../shared/aws/notify/configuration-row';
import { askRetry, readTest, TEST, type TestResults } from '../../../shared/aws/notify/retry-row';
import { openTable, type Table } from '../../../shared/aws/table/table';
import { plain } from '../../../shared/tell/report/plain';
import { operatorOf } from '../target/become-operator';
import { connectionTo, type Target } from '../target/target';
import { print, printJson, printTable } from '../terminal/print';
import { exitCode, UserError } from '../terminal/user-error';

/** The notifier runs once a minute. */
const PATIENCE_MS = 120_000;

/** Asks the notifier for a test of every channel and waits for what became of it. */
export async function testNotices(options: Target): Promise<void> {
  const { table } = await operatorOf(options);
  const { hasChannels, goodAt, wrong } = await readKeptConfiguration(table);
  if (hasChannels === false && !wrong) {
    throw new UserError(
      `No channel is configured: the notifier saw none at ${goodAt}, and looks again every minute.`,
    );
  }
  const results = await askTest(connectionTo(options), table, () => {
    if (!options.json)
      print('Asked for a test of every channel; the notifier sends within a minute.');
  });
  report(results, options);
}

/**
 * What became of a test message in each channel; nothing where the notifier did not answer in two minutes. `table` is the
 * operator's. Rejects with the SDK's error.
 */
export async function askTest(
  security: Connection,
  table: Table,
  onAsked: () => void = () => undefined,
): Promise<TestResults | undefined> {
  const { connection, caller: by } = await becomeAcknowledger(security);
  const askedAt = new Date().toISOString();
  const request = { incidentId: TEST, id: askedAt, channel: '*', by, askedAt };
  await askRetry(openTable(table.name, connection), request);
  onAsked();
  const until = Date.now() + PATIENCE_MS;
  let results: TestResults | undefined;
  while (results === undefined && Date.now() < until) {
    results = await readTest(table, request);
    if (results === undefined) await wait(1_000);
  }
  return results;
}

function report(results: TestResults | undefined, { json }: Target): void {
  const channels = Object.entries(results ?? {});
  const why =
    results === undefined
      ? 'The notifier did not answer: does it run, and is a channel configured?'
      : 'No channel is configured.';
  if (results === undefined) process.exitCode = exitCode.unreachable;
  else if (channels.some(([, result]) => result !== 'delivered')) process.exitCode = exitCode.bad;
  if (json) printJson(results === undefined ? { results: null, why } : { results });
  else if (channels.length === 0) print(why);
  else {
    printTable(
      ['Channel', 'Result'],
      channels.map(([name, result]) => [name, plain(result)]),
    );
  }
}
