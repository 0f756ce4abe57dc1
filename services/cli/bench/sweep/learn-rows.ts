import type { Bundles } from './bundles';
import { startEndpoints } from './endpoints';
import { startEnvironment } from './environment';
import { functionEnv } from './function-env';
import { accountId } from './members';
import type { SweepScale } from './scale';
import { openSignalsQueue } from './signals-queue';
import { openTable, type StoredItem } from './table';

/** The rows that the responder writes of one account: its baselines, coverage and heartbeats. */
export async function learnRows(
  scale: SweepScale,
  { responder }: Bundles,
): Promise<readonly StoredItem[]> {
  const table = openTable();
  const queue = openSignalsQueue(() => undefined);
  const world = { scale: { ...scale, accounts: 1, latencyMs: 0 }, share: 1, queue, table };
  const endpoints = await startEndpoints({ ...world, faultOf: () => undefined });
  const env = functionEnv(endpoints.url, scale);
  const environment = startEnvironment({ file: responder, env, timeoutMs: 120_000 });
  try {
    // The second look finds baselines where the first one captured them.
    for (const look of ['first', 'second']) {
      const [region, ...also] = scale.regions;
      const check = {
        id: look,
        accountId: accountId(0),
        region,
        also,
        by: 'bench',
        heartbeat: true,
      };
      const body = JSON.stringify({ trailwarden: 'check', ...check });
      const attributes = { ApproximateReceiveCount: '1' };
      const { output, error } = await environment.invoke({
        Records: [{ messageId: look, receiptHandle: look, body, attributes }],
      });
      const failures = (output as { batchItemFailures?: readonly unknown[] })?.batchItemFailures;
      if (error || failures?.length !== 0) {
        throw new Error(`A look at a healthy account failed: ${error ?? 'it is to come again'}`);
      }
    }
    return table.all();
  } finally {
    environment.close();
    await endpoints.close();
  }
}
