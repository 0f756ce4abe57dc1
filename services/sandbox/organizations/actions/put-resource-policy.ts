import { randomBytes } from 'node:crypto';
import type { Action } from '../../core/service';
import { managedOrganization } from '../organization-of';
import { readPolicyContent } from '../read-policy-content';
import { resourcePolicyOutput } from '../resource-policy-output';

const hidden = 'HIDDEN_DUE_TO_SECURITY_REASONS';

/** Replaces the policy and keeps its id. The record does not show what it says (techniques ORG-09). */
export const putResourcePolicy: Action = {
  readOnly: false,
  resource: (_call, world) => world.organization.resourcePolicy?.arn ?? '*',
  handle: (call, world) => {
    const { id: organizationId, managementAccountId } = managedOrganization(world, call);
    const content = String(call.input.Content ?? '');
    readPolicyContent(content);
    const id = world.organization.resourcePolicy?.id ?? `rp-${randomBytes(4).toString('hex')}`;
    const owner = `arn:aws:organizations::${managementAccountId}`;
    const policy = { id, arn: `${owner}:resourcepolicy/${organizationId}/${id}`, content };
    world.organization.resourcePolicy = policy;
    return { ResourcePolicy: resourcePolicyOutput(policy) };
  },
  record: (_call, _output, world) => {
    const { resourcePolicy } = world.organization;
    const summary = resourcePolicy && { id: resourcePolicy.id, arn: resourcePolicy.arn };
    return {
      requestParameters: { content: hidden },
      ...(summary && {
        responseElements: { resourcePolicy: { resourcePolicySummary: summary, content: hidden } },
      }),
    };
  },
};
