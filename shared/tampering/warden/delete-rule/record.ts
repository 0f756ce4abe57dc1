import { says } from '../../records/rows-of';
import { onRule } from '../on-rule';
import { deleteRule } from './technique';

export const deleteRuleRecords = [
  onRule(deleteRule, { DeleteRule: says((target) => `Rule ${target} no longer forwards.`) }),
];
