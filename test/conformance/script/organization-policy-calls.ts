import {
  AttachPolicyCommand,
  CreatePolicyCommand,
  DeletePolicyCommand,
  DescribePolicyCommand,
  DetachPolicyCommand,
  DisableAWSServiceAccessCommand,
  EnableAWSServiceAccessCommand,
  ListAWSServiceAccessForOrganizationCommand,
  ListTargetsForPolicyCommand,
  type Policy,
  UpdatePolicyCommand,
} from '@aws-sdk/client-organizations';
import { type Answered, as, type Call, type Step } from './call';
import type { Clients, Place } from './place';

const Content = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Deny', Action: 'cloudtrail:StopLogging', Resource: '*' }],
});
const create = { Name: 'conformance', Description: 'Trails stay on', Content } as const;
const ServicePrincipal = 'config.amazonaws.com';
const NO_POLICY = 'p-00000000';

interface Asked {
  readonly PolicyId: string;
  readonly TargetId: string;
}
type Ask = (organizations: Clients['organizations'], asked: Asked) => Promise<object>;
const step = (title: string, ask: Ask): Step => ({
  title,
  make: ({ organizations }, place, answered) => ask(organizations, asked(place, answered)),
});

const asked = ({ member }: Place, answered: Answered): Asked => ({
  PolicyId: (answered('CreatePolicy').Policy as Policy | undefined)?.PolicySummary?.Id ?? NO_POLICY,
  TargetId: member.id,
});

const policy = [
  step('CreatePolicy', (on) =>
    on.send(new CreatePolicyCommand({ ...create, Type: 'SERVICE_CONTROL_POLICY' })),
  ),
  step('CreatePolicy with a taken name', (on) =>
    on.send(new CreatePolicyCommand({ ...create, Type: 'SERVICE_CONTROL_POLICY' })),
  ),
  step('DescribePolicy', (on, { PolicyId }) => on.send(new DescribePolicyCommand({ PolicyId }))),
  step('AttachPolicy', (on, { PolicyId, TargetId }) =>
    on.send(new AttachPolicyCommand({ PolicyId, TargetId })),
  ),
  step('AttachPolicy a second time', (on, { PolicyId, TargetId }) =>
    on.send(new AttachPolicyCommand({ PolicyId, TargetId })),
  ),
  step('ListTargetsForPolicy', (on, { PolicyId }) =>
    on.send(new ListTargetsForPolicyCommand({ PolicyId })),
  ),
  step('UpdatePolicy', (on, { PolicyId }) =>
    on.send(new UpdatePolicyCommand({ PolicyId, Description: 'Trails stay on, all of them' })),
  ),
  step('DeletePolicy that is attached', (on, { PolicyId }) =>
    on.send(new DeletePolicyCommand({ PolicyId })),
  ),
  step('DetachPolicy', (on, { PolicyId, TargetId }) =>
    on.send(new DetachPolicyCommand({ PolicyId, TargetId })),
  ),
  step('DetachPolicy that is not attached', (on, { PolicyId, TargetId }) =>
    on.send(new DetachPolicyCommand({ PolicyId, TargetId })),
  ),
  step('DeletePolicy', (on, { PolicyId }) => on.send(new DeletePolicyCommand({ PolicyId }))),
  step('DescribePolicy that does not exist', (on) =>
    on.send(new DescribePolicyCommand({ PolicyId: NO_POLICY })),
  ),
];

const trustedAccess = [
  step('EnableAWSServiceAccess', (on) =>
    on.send(new EnableAWSServiceAccessCommand({ ServicePrincipal })),
  ),
  step('DisableAWSServiceAccess', (on) =>
    on.send(new DisableAWSServiceAccessCommand({ ServicePrincipal })),
  ),
  step('ListAWSServiceAccessForOrganization', (on) =>
    on.send(new ListAWSServiceAccessForOrganizationCommand({})),
  ),
];

export const organizationPolicyCalls: readonly Call[] = as(
  'management',
  ...policy,
  ...trustedAccess,
);
