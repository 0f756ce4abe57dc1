import { type Local, settled } from '../local/local';
import { packageService } from '../local/package-service';
import { catalogue } from '../target/config-file';
import type { Figure } from './figure';
import { benchAsking } from './sweep/asking';
import { failFrom, failingFigures, faultsOf } from './sweep/failing';
import { lookingFigures } from './sweep/looking';
import { monthlyFigures } from './sweep/monthly';
import { runSweep } from './sweep/run-sweep';
import type { SweepScale } from './sweep/scale';
import { meterTable, startSlice } from './sweep/slice';

/** Each account is looked at whole once in six hours. */
const SWEEPS_TO_A_WHOLE_LOOK = 6;

/** The default of the parameter BeatEvery; test/templates/parameters holds it. */
const BEAT_EVERY = Number(catalogue().BeatEvery?.Default);

/** Sweeps of the organization that is whole, and one of an organization in which much fails. */
export async function benchSweep(
  scale: SweepScale,
  onProgress: (what: string) => void,
): Promise<readonly Figure[]> {
  onProgress(`the sweeper alone, ${scale.accounts} accounts`);
  const asking = await benchAsking(scale, onProgress);
  onProgress(`1 account in ${scale.share}, with responders`);
  const local = await startSlice(scale, onProgress);
  try {
    const units = meterTable(local.sandbox);
    const clean = await runSweep(local, units);
    const runs = [clean];
    while (runs.length < SWEEPS_TO_A_WHOLE_LOOK) {
      onProgress(`sweep ${runs.length + 1} of ${SWEEPS_TO_A_WHOLE_LOOK}, an hour later`);
      await nextHour(local);
      runs.push(await runSweep(local, units));
    }
    onProgress('the same with accounts that are dead, throttled or without our role');
    const faults = faultsOf(local);
    await nextHour(local);
    failFrom(local, faults, clean.ofMembers);
    const failing = await runSweep(local, units);
    return [
      ...asking,
      ...lookingFigures(scale, clean),
      ...failingFigures(faults, clean, failing),
      ...monthlyFigures({
        runs,
        template: (await packageService()).template,
        beatEvery: BEAT_EVERY,
      }),
    ];
  } finally {
    await local.close();
  }
}

/** A sweep that began a moment ago is not begun anew. */
async function nextHour(local: Local): Promise<void> {
  await settled(local, 120_000);
  local.sandbox.world.clock.advance(3_600_000);
  await settled(local, 120_000);
}
