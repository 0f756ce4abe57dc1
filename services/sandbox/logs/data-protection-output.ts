import type { Call } from '../core/call';
import type { LogGroup } from './state';

/** The group as the caller named it; without a policy nothing else. */
export function dataProtectionOutput({ input }: Call, { dataProtectionPolicy: policy }: LogGroup) {
  return {
    logGroupIdentifier: input.logGroupIdentifier,
    ...(policy && {
      policyDocument: policy.document,
      lastUpdatedTime: policy.updatedAt.getTime(),
    }),
  };
}
