import { describeStream, missingStreams, type Selectors } from '../../domain/selectors';
import { isBeingMade, knownTrail } from '../../record/known';
import { harm, none, type Row, unclear } from '../../record/row';
import { allManagement, selectorsOf } from '../../record/selectors-of';

/** PutEventSelectors of one form that records less than all management events, or than the baseline. */
export const narrows =
  (kind: Selectors['kind']): Row['effect'] =>
  (record, known, target) => {
    const selectors = selectorsOf(record);
    if (!selectors)
      return unclear(
        `The event selectors of trail ${target} were replaced; the record does not hold them.`,
      );
    if (selectors.kind !== kind) return none;
    const trail = knownTrail(record, known);
    const missing = missingStreams(trail?.selectors ?? allManagement, selectors);
    if (missing.length === 0) return none;
    const what = missing.map(describeStream).join('; ');
    return isBeingMade(record, trail)
      ? unclear(`Trail ${target} was made not to record ${what}.`)
      : harm(`Trail ${target} no longer records ${what}.`);
  };
