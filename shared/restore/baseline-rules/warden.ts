import type { BusState, QueueState, RoleState, RuleState, WardenState } from '../../domain/warden';
import type { Rules } from './rules';

/** The floor: the part works at all. The templates know what exactly it must say, and the first look sees it. */
export const wardenRules: Rules<'warden'> = {
  unfit: (state) => {
    switch (state.kind) {
      case 'rule':
        return unfitRule(state);
      case 'bus':
        return unfitBus(state);
      case 'role':
        return unfitRole(state);
      case 'queue':
        return unfitQueue(state);
    }
  },
  // We never disable our own parts on purpose. Only a baseline tells what else they were.
  presumed: (state) => (isDisabled(state) ? { ...state, state: 'ENABLED' } : undefined),
};

const isDisabled = (state: WardenState): state is RuleState =>
  state.kind === 'rule' && state.state === 'DISABLED';

function unfitRule({ state, eventPattern, targets }: RuleState): string | undefined {
  if (state === 'DISABLED') return 'it is disabled';
  if (!eventPattern) return 'it has no event pattern';
  if (!targets) return 'its targets were not read';
  return targets.length === 0 ? 'it has no target' : undefined;
}

const unfitBus = ({ policy }: BusState): string | undefined =>
  policy ? undefined : 'it has no policy';

function unfitRole({
  trustPolicy,
  inlinePolicies,
  attachedPolicies,
}: RoleState): string | undefined {
  if (!/"Effect":"Allow"/.test(trustPolicy)) return 'no one may assume it';
  if (/"Principal":("\*"|\{"AWS":"\*"\})/.test(trustPolicy) && !trustPolicy.includes('"Condition"'))
    return 'all the world may assume it';
  if (!inlinePolicies || !attachedPolicies) return 'its policies were not read';
  return Object.keys(inlinePolicies).length + attachedPolicies.length === 0
    ? 'it has no policy'
    : undefined;
}

const unfitQueue = ({ attributes }: QueueState): string | undefined =>
  attributes.Policy ? undefined : 'it has no policy';
