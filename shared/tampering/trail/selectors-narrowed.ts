import type { Finding } from '../../domain/finding';
import type { Known } from '../../domain/observation';
import { describeStream, missingStreams, type Selectors } from '../../domain/selectors';
import type { Expected } from '../../domain/technique';

/**
 * Streams of the baseline that are no longer selected, where the trail now has selectors of this
 * kind. Each kind replaces the other, so both techniques compare with a baseline of either.
 */
export const selectorsNarrowed =
  ({ technique, kind }: { readonly technique: string; readonly kind: Selectors['kind'] }) =>
  (observation: Known<'trail'>, { baseline }: Expected<'trail'>): Finding | undefined => {
    if (observation.kind === 'absent') return undefined;
    const must = baseline.state.selectors;
    const is = observation.state.selectors;
    if (!must || !is || is.kind !== kind) return undefined;
    const missing = missingStreams(must, is);
    if (missing.length === 0) return undefined;
    return {
      technique,
      part: 'selectors',
      expected: missing.map(describeStream).join('; '),
      actual: `${is.selectors.length} ${kind} selectors that leave it out`,
      sentence: `Trail ${baseline.state.settings.name} no longer records ${missing.map(describeStream).join('; ')}.`,
      healed: false,
    };
  };
