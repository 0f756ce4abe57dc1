import { randomUUID } from 'node:crypto';
import type { Action } from '../../../core/service';
import { isManagementAccount } from '../../../organizations/membership';
import { deleteStack } from '../../delete-stack';
import { deployInstances } from '../../deploy-instances';
import { deployTemplate } from '../../deploy-template';
import type { TemplateDeployment } from '../../stack';
import type { StackInstance, StackSet } from '../../stack-set';
import { cloudFormationOf } from '../../state';
import { validationError } from '../../validation-error';
import { chosenInstances } from '../chosen-instances';
import { stackSetNotEmpty } from '../refusals';
import { stackSetArn, stackSetOfCall } from '../stack-set-of-call';
import { stackSetRecord } from '../stack-set-record';

export const describeStackSet: Action = {
  resource: stackSetArn,
  handle: (call, world) => {
    const stackSet = stackSetOfCall(call, world);
    return {
      StackSet: {
        StackSetName: stackSet.name,
        StackSetId: `${stackSet.name}:${stackSet.id}`,
        StackSetARN: stackSetArn(call, world),
        Status: 'ACTIVE',
        TemplateBody: JSON.stringify(stackSet.template),
        Parameters: Object.entries(stackSet.parameters).map(([ParameterKey, ParameterValue]) => ({
          ParameterKey,
          ParameterValue,
        })),
        PermissionModel: 'SERVICE_MANAGED',
        AutoDeployment: { Enabled: stackSet.autoDeployment },
        OrganizationalUnitIds: stackSet.targets,
        Regions: stackSet.regions,
      },
    };
  },
};

export const deleteStackSet: Action = {
  resource: stackSetArn,
  handle: (call, world) => {
    const stackSet = stackSetOfCall(call, world);
    if (stackSet.instances.length > 0) throw stackSetNotEmpty();
    const { stackSets } = cloudFormationOf(world);
    stackSets.splice(stackSets.indexOf(stackSet), 1);
  },
  record: stackSetRecord,
};

/** Instances that exist already are left as they are; a failure is told by ListStackInstances. */
export const createStackInstances: Action = {
  resource: stackSetArn,
  handle: async (call, world) => {
    const stackSet = stackSetOfCall(call, world);
    const { accountIds, regions } = chosenInstances(call, world);
    const deploy = (request: TemplateDeployment) => deployTemplate(world, request);
    for (const region of regions) {
      const there = stackSet.instances.filter((each) => each.region === region);
      const missing = accountIds.filter((id) => !there.some(({ accountId }) => accountId === id));
      await deployInstances(deploy, { ...stackSet, regions: [region] }, missing);
    }
    return { OperationId: String(call.input.OperationId ?? randomUUID()) };
  },
  record: stackSetRecord,
};

/** All of them in one page. */
export const listStackInstances: Action = {
  resource: stackSetArn,
  handle: (call, world) => {
    const stackSet = stackSetOfCall(call, world);
    const { StackInstanceAccount: account, StackInstanceRegion: region } = call.input;
    const found = stackSet.instances
      .filter((each) => account === undefined || each.accountId === account)
      .filter((each) => region === undefined || each.region === region);
    return { Summaries: found.map((instance) => summary(stackSet, instance)) };
  },
};

function summary({ name, id }: StackSet, { accountId, region, outcome }: StackInstance) {
  const current = outcome.kind === 'current';
  return {
    StackSetId: `${name}:${id}`,
    Account: accountId,
    Region: region,
    StackId: current ? outcome.stackId : undefined,
    Status: current ? 'CURRENT' : 'OUTDATED',
    StatusReason: current ? undefined : outcome.why,
    StackInstanceStatus: { DetailedStatus: current ? 'SUCCEEDED' : 'FAILED' },
  };
}

/** The stacks are gone when the call is answered, unless RetainStacks leaves them to their accounts. */
export const deleteStackInstances: Action = {
  resource: stackSetArn,
  handle: async (call, world) => {
    const { instances } = stackSetOfCall(call, world);
    const { accountIds, regions } = chosenInstances(call, world);
    const chosen = instances.filter(
      ({ accountId, region }) => accountIds.includes(accountId) && regions.includes(region),
    );
    for (const instance of [...chosen].reverse()) {
      instances.splice(instances.indexOf(instance), 1);
      const { outcome } = instance;
      if (outcome.kind !== 'current' || call.input.RetainStacks === 'true') continue;
      await deleteStack(world, outcome.stackId);
    }
    return { OperationId: String(call.input.OperationId ?? randomUUID()) };
  },
  record: stackSetRecord,
};

/** Takes StackSets' trusted access away, as DisableAWSServiceAccess does. Stacks stay. */
export const deactivateOrganizationsAccess: Action = {
  handle: ({ accountId }, world) => {
    if (!isManagementAccount(world, accountId)) {
      throw validationError('You must be the management account of an organization');
    }
    world.organization.serviceAccess.delete('member.org.stacksets.cloudformation.amazonaws.com');
  },
  record: stackSetRecord,
};
