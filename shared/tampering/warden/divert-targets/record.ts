import { asks, says } from '../../records/rows-of';
import { onTargets } from '../on-rule';
import { divertTargets } from './technique';

const { row, title } = divertTargets;

export const divertTargetsRecords = [
  // Without a technique: the same calls crowd a rule or are the first half of deleting it.
  onTargets(
    { row, title },
    {
      RemoveTargets: says((target) => `Rule ${target} lost targets.`),
      PutTargets: asks((target) => `The targets of rule ${target} were replaced or added.`),
    },
  ),
];
