import { describeStream, missingStreams, type Selectors } from '../../domain/selectors';
import { differs } from '../detection/differs';

/**
 * Streams of the baseline that are no longer selected, where the trail now has selectors of this
 * kind. Each kind replaces the other, so both techniques compare with a baseline of either.
 */
export const selectorsNarrowed = (technique: string, kind: Selectors['kind']) =>
  differs<'trail'>(technique, ({ settings, selectors: must }, { selectors: is }) => {
    if (!must || is?.kind !== kind) return undefined;
    const missing = missingStreams(must, is).map(describeStream).join('; ');
    if (missing === '') return undefined;
    return {
      part: 'selectors',
      expected: missing,
      actual: `${is.selectors.length} ${kind} selectors that leave it out`,
      sentence: `Trail ${settings.name} no longer records ${missing}.`,
    };
  });
