import type { Output } from '../core/service';
import type { Trail } from './state';

/** Whichever kind is set; the other is left out. */
export function selectorsOutput({ arn, selectors }: Trail): Output {
  return selectors.kind === 'basic'
    ? { TrailARN: arn, EventSelectors: selectors.selectors }
    : { TrailARN: arn, AdvancedEventSelectors: selectors.selectors };
}
