import { expect, test } from '@jest/globals';
import type { Technique } from '../../../shared/domain/technique';
import type { TrailSettings } from '../../../shared/domain/trail';
import { aBaseline } from '../../builders/a-baseline';
import { aTrail } from '../../builders/a-trail';
import { aPlainTrailState, aTrailState } from '../../builders/a-trail-state';
import { anAbsent, aPresent } from '../../builders/an-observation';
import { at } from '../../builders/at';

export const expected = { baseline: aBaseline(), accountedUntil: at(-3_600) };

/** A trail with the least there is, and what it must be when that is all it must. */
export const plain = { ...expected, baseline: aBaseline({ state: aPlainTrailState() }) };

/** A look at a trail some of whose settings differ from the builder's. */
export const withSettings = (settings: Partial<TrailSettings>) =>
  aPresent({ state: aTrailState({ settings }) });

/** A look at a trail that has not got these settings. */
export function without(...names: readonly (keyof TrailSettings)[]) {
  const state = aTrailState();
  const settings = Object.entries(state.settings).filter(
    ([name]) => !names.includes(name as never),
  );
  return aPresent({ state: { ...state, settings: Object.fromEntries(settings) as never } });
}

/** Tests that hold for every technique that changes settings of a trail. */
export function settingCases({ id, detect, drill }: Technique<'trail'>): void {
  test(`${id}: a trail that equals its baseline is not found`, () => {
    expect(detect(aPresent(), expected)).toBeUndefined();
    expect(detect(aPresent({ state: aPlainTrailState() }), plain)).toBeUndefined();
  });

  test(`${id}: a trail that is gone is another technique`, () => {
    expect(detect(anAbsent(), expected)).toBeUndefined();
  });

  test(`${id}: the drill changes the trail in its home Region, by its ARN`, () => {
    const trail = aTrail({ region: 'eu-west-1' });
    expect(drill(trail)).toMatchObject([
      { call: 'cloudtrail:UpdateTrail', region: 'eu-west-1', input: { Name: trail.id } },
    ]);
  });
}
