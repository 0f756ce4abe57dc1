import type { Action } from '../../core/service';
import { versionOutput } from '../outputs';
import { page } from '../page';
import { policyArnOfCall, policyOfCall } from '../policy-of-call';

/** Newest first. */
export const listPolicyVersions: Action = {
  readOnly: true,
  resource: policyArnOfCall,
  handle: (call, world) => {
    const policy = policyOfCall(call, world);
    const { items, next } = page(call, [...policy.versions.values()].reverse());
    return { Versions: items.map((version) => versionOutput(policy, version)), ...next };
  },
};
