import { letsService } from '../../domain/lets-service';
import type { Rules } from './rules';

/** The floor: the key works, is ours to put back, and the services that write logs may use it. */
export const keyRules: Rules<'key'> = {
  unfit: ({ keyState, keyManager, policy }) => {
    if (keyManager === 'AWS') return 'it is managed by AWS, and only AWS can put it back';
    if (keyState !== 'Enabled') return `it is not enabled (${keyState})`;
    if (policy === undefined) return 'its policy was not read';
    return letsService(policy, LOG_WRITERS, 'kms:GenerateDataKey')
      ? undefined
      : 'its policy lets neither CloudTrail nor CloudWatch Logs encrypt with it';
  },
  // The former text of a policy that has just changed is unknown.
  presumed: (state) =>
    state.keyState === 'Disabled' || state.keyState === 'PendingDeletion'
      ? { ...state, keyState: 'Enabled' }
      : undefined,
};

/** The key of a log group needs CloudWatch Logs only. [D] encrypt-log-data-kms */
const LOG_WRITERS = /^(cloudtrail|logs\.[a-z0-9-]+)\.amazonaws\.com(\.cn)?$/;
