import type { Call } from '../../core/call';
import type { Action } from '../../core/service';
import type { World } from '../../core/world';
import { answerInRecord } from '../answer-in-record';
import { policyTypeCondition } from '../condition-keys';
import { createPolicy as create } from '../create-policy';
import { managedOrganization } from '../organization-of';
import { readPolicyType } from '../policy-of-call';
import { policyOutput } from '../policy-output';
import { refuse } from '../refusals';

/** The record carries the whole content, as UpdatePolicy's does. */
export const createPolicy: Action = {
  readOnly: false,
  resource: () => '*',
  conditions: ({ input }) => policyTypeCondition(input.Type),
  handle: (call, world) => {
    managedOrganization(world, call);
    return { Policy: policyOutput(created(call, world)) };
  },
  record: answerInRecord,
};

function created({ input }: Call, world: World) {
  const type = readPolicyType(input.Type);
  const name = String(input.Name ?? '');
  const taken = [...world.organization.policies.values()].some(
    (policy) => policy.type === type && policy.name === name,
  );
  if (taken) throw refuse.duplicatePolicy();
  return create(world, {
    type,
    name,
    description: String(input.Description ?? ''),
    content: String(input.Content ?? ''),
  });
}
