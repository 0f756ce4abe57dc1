import type { Quota } from '../../../sandbox';
import type { Asked } from './asked';

interface Limit extends Quota {
  /** What AWS calls it when it is exceeded. */
  readonly code: string;
}

/**
 * AWS's quotas of the calls that a sweep makes; nothing where none is known to be met. What the whole
 * organization shares is as small as the slice of it that is measured; pages of accounts are that already.
 */
export function quotaOf({ service, action }: Asked, share: number): Limit | undefined {
  switch (service) {
    case 'organizations': // [D] orgs_reference_limits
      return { group: action, perSecond: 8, burst: 12, code: 'TooManyRequestsException' };
    case 'sts': // [D] reference_iam-quotas: of the account that calls, in each Region
      return { group: 'sts', perSecond: 600 / share, code: 'Throttling' };
    case 'cloudtrail': // [D] general/latest/gr/ct; whether reads share one is not said: here they do
      return { group: 'read', perSecond: 10, code: 'ThrottlingException' };
    case 'kms': // [D] kms requests-per-second, the smallest of its Regions
      return { group: 'mac', perSecond: 10_000 / share, code: 'ThrottlingException' };
    default:
      return undefined;
  }
}
