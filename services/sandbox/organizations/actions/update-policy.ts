import type { Action } from '../../core/service';
import { answerInRecord } from '../answer-in-record';
import { managedOrganization } from '../organization-of';
import { ownPolicyOfCall, policyArn } from '../policy-of-call';
import { policyOutput } from '../policy-output';
import { readPolicyContent } from '../read-policy-content';

/** Only what is sent changes; attachments stay. */
export const updatePolicy: Action = {
  readOnly: false,
  resource: policyArn,
  handle: (call, world) => {
    managedOrganization(world, call);
    const before = ownPolicyOfCall(world, call);
    const { Name, Description, Content } = call.input;
    const updated = {
      ...before,
      ...(typeof Name === 'string' && { name: Name }),
      ...(typeof Description === 'string' && { description: Description }),
      ...(typeof Content === 'string' && {
        content: Content,
        document: readPolicyContent(Content),
      }),
    };
    world.organization.policies.set(before.id, updated);
    return { Policy: policyOutput(updated) };
  },
  record: answerInRecord,
};
