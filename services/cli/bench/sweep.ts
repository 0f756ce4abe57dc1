import type { Figure } from './figure';
import { benchAsking } from './sweep/asking';
import { unpackBundles } from './sweep/bundles';
import { failingFigures } from './sweep/failing';
import { learnRows } from './sweep/learn-rows';
import { lookAtSlice, lookingFigures } from './sweep/looking';
import { faultOf } from './sweep/members';
import { monthlyFigures } from './sweep/monthly';
import type { SweepScale } from './sweep/scale';

/** One sweep of the organization that is whole, and one of an organization in which much fails. */
export async function benchSweep(
  scale: SweepScale,
  onProgress: (what: string) => void,
): Promise<readonly Figure[]> {
  onProgress('packaging, and a first look at one account');
  const bundles = await unpackBundles();
  try {
    const rows = await learnRows(scale, bundles);
    onProgress(`the sweeper alone, ${scale.accounts} accounts`);
    const asking = await benchAsking(scale, bundles, rows);
    onProgress(`1 account in ${scale.share}, with responders`);
    const clean = await lookAtSlice(scale, bundles, rows, () => undefined);
    onProgress('the same with accounts that are dead, throttled or without our role');
    const failing = await lookAtSlice(scale, bundles, rows, faultOf);
    return [
      ...asking,
      ...lookingFigures(scale, clean),
      ...failingFigures(scale, clean, failing),
      ...monthlyFigures(scale, clean),
    ];
  } finally {
    bundles.remove();
  }
}
