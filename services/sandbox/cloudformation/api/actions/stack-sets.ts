import { type Action, Refusal } from '../../../core/service';
import { isManagementAccount } from '../../../organizations/membership';
import { checkAdministrator, stackSetsPrincipal } from '../../deploy-instances';
import { cloudFormationOf, type StackInstance, type StackSet } from '../../stack';
import { validationError } from '../../template';
import { changeStackSet, onStackSet, stackSetArn, stackSetRecord } from '../stack-set-of-call';

export const describeStackSet = onStackSet((stackSet, call, world) => ({
  StackSet: {
    StackSetName: stackSet.name,
    StackSetId: `${stackSet.name}:${stackSet.id}`,
    StackSetARN: stackSetArn(call, world),
    Status: 'ACTIVE',
    Description: stackSet.description,
    Tags: stackSet.tags,
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
}));

export const deleteStackSet = changeStackSet((stackSet, _call, world) => {
  if (stackSet.instances.length > 0) {
    throw new Refusal('StackSetNotEmptyException', 'StackSet is not empty', 409);
  }
  const { stackSets } = cloudFormationOf(world);
  stackSets.splice(stackSets.indexOf(stackSet), 1);
});

/** All of them in one page. */
export const listStackInstances = onStackSet((stackSet, call) => {
  const { StackInstanceAccount: account, StackInstanceRegion: region } = call.input;
  const found = stackSet.instances
    .filter((each) => account === undefined || each.accountId === account)
    .filter((each) => region === undefined || each.region === region);
  return { Summaries: found.map((instance) => summary(stackSet, instance)) };
});

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

/** Takes StackSets' trusted access away, as DisableAWSServiceAccess does. Stacks stay. */
export const deactivateOrganizationsAccess: Action = {
  handle: ({ accountId }, world) => {
    if (!isManagementAccount(world, accountId)) {
      throw validationError('You must be the management account of an organization');
    }
    world.organization.serviceAccess.delete(stackSetsPrincipal);
  },
  record: stackSetRecord,
};

/** All in one page: as a delegate those of the organization, otherwise the account's own. */
export const listStackSets: Action = {
  handle: ({ input, accountId, region }, world) => {
    const isDelegate = input.CallAs === 'DELEGATED_ADMIN';
    if (isDelegate) checkAdministrator(world, accountId, true);
    const mine = cloudFormationOf(world).stackSets.filter(
      ({ owner }) => owner.region === region && (isDelegate || owner.accountId === accountId),
    );
    return {
      Summaries: mine.map(({ name, id, description }) => ({
        StackSetName: name,
        StackSetId: `${name}:${id}`,
        Description: description,
        Status: 'ACTIVE',
        PermissionModel: 'SERVICE_MANAGED',
      })),
    };
  },
};

/** [D] API_DescribeOrganizationsAccess: of the caller's organization. */
export const describeOrganizationsAccess: Action = {
  handle: (_, world) => ({
    Status: world.organization.serviceAccess.has(stackSetsPrincipal) ? 'ENABLED' : 'DISABLED',
  }),
};

export const activateOrganizationsAccess: Action = {
  handle: ({ accountId }, world) => {
    if (!isManagementAccount(world, accountId))
      throw validationError('You must be the management account of an organization');
    world.organization.serviceAccess.set(stackSetsPrincipal, world.now());
  },
  record: stackSetRecord,
};
