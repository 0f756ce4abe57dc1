import type { Action } from '../../core/service';
import { encodeDocument } from '../encode-document';
import { versionOutput } from '../outputs';
import { policyArnOfCall, policyOfCall, versionOfCall } from '../policy-of-call';

export const getPolicyVersion: Action = {
  readOnly: true,
  resource: policyArnOfCall,
  handle: (call, world) => {
    const policy = policyOfCall(call, world);
    const version = versionOfCall(call, policy);
    const Document = encodeDocument(version.document);
    return { PolicyVersion: { Document, ...versionOutput(policy, version) } };
  },
};
