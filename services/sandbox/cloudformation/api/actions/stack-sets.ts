import { randomUUID } from 'node:crypto';
import { recordSpelling } from '../../../cloudtrail/record';
import { texts } from '../../../core/input';
import { actionsOn } from '../../../core/make-action';
import { partitionOf } from '../../../core/partition';
import {
  type Action,
  type Call,
  type Output,
  type RecordPart,
  Refusal,
  type World,
} from '../../../core/service';
import { isManagementAccount } from '../../../organizations/membership';
import { deleteStack } from '../../delete-stack';
import {
  checkAdministrator,
  deployInstances,
  stackSetsPrincipal,
  targetAccounts,
} from '../../deploy-instances';
import { deployTemplate } from '../../deploy-template';
import {
  cloudFormationOf,
  type StackInstance,
  type StackSet,
  type TemplateDeployment,
} from '../../stack';
import { isValues, validationError } from '../../template';

const onStackSet = actionsOn({ resource: stackSetArn }, stackSetOfCall);

const changeStackSet = actionsOn({ resource: stackSetArn, record: stackSetRecord }, stackSetOfCall);

export const describeStackSet = onStackSet((stackSet, call, world) => ({
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
}));

export const deleteStackSet = changeStackSet((stackSet, _call, world) => {
  if (stackSet.instances.length > 0) {
    throw new Refusal('StackSetNotEmptyException', 'StackSet is not empty', 409);
  }
  const { stackSets } = cloudFormationOf(world);
  stackSets.splice(stackSets.indexOf(stackSet), 1);
});

/** Instances that exist already are left as they are; a failure is told by ListStackInstances. */
export const createStackInstances = changeStackSet(async (stackSet, call, world) => {
  const { accountIds, regions } = chosenInstances(call, world);
  const deploy = (request: TemplateDeployment) => deployTemplate(world, request);
  for (const region of regions) {
    const there = stackSet.instances.filter((each) => each.region === region);
    const missing = accountIds.filter((id) => !there.some(({ accountId }) => accountId === id));
    await deployInstances(deploy, { ...stackSet, regions: [region] }, missing);
  }
  return { OperationId: String(call.input.OperationId ?? randomUUID()) };
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

/** The stacks are gone when the call is answered, unless RetainStacks leaves them to their accounts. */
export const deleteStackInstances = changeStackSet(async ({ instances }, call, world) => {
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
});

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

function stackSetRecord({ input }: Call, output: Output | undefined): RecordPart {
  const { RetainStacks } = input;
  const typed = {
    ...input,
    ...(RetainStacks !== undefined && { RetainStacks: RetainStacks === 'true' }),
  };
  const answered = output !== undefined && Object.keys(output).length > 0;
  return {
    requestParameters: recordSpelling(typed),
    responseElements: answered ? recordSpelling(output) : null,
  };
}

/** By name or id, in the caller's Region; only for who administers StackSets [D stacksets-orgs-delegated-admin]. */
function stackSetOfCall(call: Call, world: World): StackSet {
  checkAdministrator(world, call.accountId, call.input.CallAs === 'DELEGATED_ADMIN');
  const found = known(call, world);
  if (found) return found;
  const message = `StackSet ${String(call.input.StackSetName)} not found`;
  throw new Refusal('StackSetNotFoundException', message, 404);
}

/** What policies are asked about, in the account the StackSet was made from. */
function stackSetArn(call: Call, world: World): string {
  const found = known(call, world);
  const owner = found?.owner.accountId ?? call.accountId;
  const name = found ? `${found.name}:${found.id}` : String(call.input.StackSetName);
  return `arn:${partitionOf(call.region)}:cloudformation:${call.region}:${owner}:stackset/${name}`;
}

function known({ input, region }: Call, world: World): StackSet | undefined {
  return cloudFormationOf(world).stackSets.find(
    ({ name, id, owner }) =>
      owner.region === region && [name, `${name}:${id}`].includes(String(input.StackSetName)),
  );
}

/** Accounts beneath the given units, with `Accounts` only or not those of them, and the given Regions. */
function chosenInstances({ input }: Call, world: World) {
  const targets = isValues(input.DeploymentTargets) ? input.DeploymentTargets : {};
  const units = texts(targets, 'OrganizationalUnitIds');
  if (units.length === 0) {
    throw validationError('OrganizationalUnitIds are required for a SERVICE_MANAGED stack set');
  }
  const named = texts(targets, 'Accounts');
  const beneath = targetAccounts(world, units);
  const filter = targets.AccountFilterType ?? 'NONE';
  const accountIds =
    filter === 'NONE'
      ? beneath
      : beneath.filter((id) => named.includes(id) === (filter === 'INTERSECTION'));
  return { accountIds, regions: texts(input, 'Regions') };
}
