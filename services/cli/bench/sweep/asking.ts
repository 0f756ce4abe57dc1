import { type Figure, megabytes } from '../figure';
import { boundOf } from './bound';
import type { Bundles } from './bundles';
import { runSweep } from './run-sweep';
import type { SweepScale } from './scale';
import { isOfPlace, seed } from './seed';
import type { StoredItem } from './table';

/** The sweeper alone, at full size: how long until every account × Region was asked for. */
export async function benchAsking(
  scale: SweepScale,
  bundles: Bundles,
  rows: readonly StoredItem[],
): Promise<readonly Figure[]> {
  const { sweeper, calls } = await runSweep({
    ...{ bundles, scale, share: 1, environments: 0, faultOf: () => undefined },
    fill: (table) => seed(table, rows.filter(isOfPlace), scale.accounts),
  });
  const bound = boundOf(scale);
  const seconds = sweeper.tookMs / 1_000;
  const places = scale.accounts * scale.regions.length;
  const sent = [...calls.values()].reduce((one, other) => one + other, 0);
  return [
    {
      name: `the sweeper asks for ${places} accounts × Regions`,
      measured: `${seconds.toFixed(1)} s, ${sent} calls`,
      baseline: `${bound.seconds.toFixed(1)} s: ${bound.by}`,
      ratio: seconds / bound.seconds,
      limit: 1.25,
    },
    megabytes('the sweeper’s peak memory', sweeper.peakKb),
  ];
}
