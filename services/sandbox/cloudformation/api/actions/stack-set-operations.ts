import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { inputs, optionalText, texts } from '../../../core/input';
import { type Action, type Call, Refusal, type World } from '../../../core/service';
import { deleteStack } from '../../delete-stack';
import { checkAdministrator, deployInstances, instanceAt } from '../../deploy-instances';
import { readTemplate, resolveParameters } from '../../refused-template';
import { cloudFormationOf, type StackSet, type StackSetOperation } from '../../stack';
import { isValues, validationError } from '../../template';
import { deployOrUpdate } from '../../update-template';
import {
  changeStackSet,
  chosenInstances,
  known,
  onStackSet,
  stackSetRecord,
} from '../stack-set-of-call';
import { templateOfCall } from '../template-of-call';

/** Only service-managed ones. Policies are asked about `*`: there is no StackSet yet. */
export const createStackSet: Action = {
  record: stackSetRecord,
  handle: (call, world) => {
    const { input, accountId, region } = call;
    checkAdministrator(world, accountId, input.CallAs === 'DELEGATED_ADMIN');
    if (input.PermissionModel !== 'SERVICE_MANAGED')
      throw validationError('sandbox: only service-managed StackSets are emulated');
    const name = String(input.StackSetName);
    if (known(call, world))
      throw new Refusal('NameAlreadyExistsException', `StackSet ${name} already exists`, 409);
    const stackSet: StackSet = {
      ...{ name, id: randomUUID(), owner: { accountId, region } },
      template: readTemplate(templateOfCall(call, world) ?? ''),
      parameters: {},
      ...{ targets: [], regions: [], autoDeployment: false, tolerancePercent: 0, tags: [] },
      ...{ instances: [], operations: [] },
    };
    Object.assign(stackSet, settingsOf(call, stackSet));
    resolveParameters(stackSet.template, stackSet.parameters);
    cloudFormationOf(world).stackSets.push(stackSet);
    return { StackSetId: `${name}:${stackSet.id}` };
  },
};

/** Every instance gets it, or those of the given units and Regions. */
export const updateStackSet = changeStackSet((stackSet, call, world) => {
  const { accountIds, regions } = call.input.DeploymentTargets
    ? chosenInstances(call, world)
    : everyInstance(stackSet);
  const text = templateOfCall(call, world);
  const wanted = { ...stackSet, ...(text !== undefined && { template: readTemplate(text) }) };
  Object.assign(wanted, settingsOf(call, wanted));
  resolveParameters(wanted.template, wanted.parameters);
  return begin(stackSet, call, world, 'UPDATE', async (operation) => {
    const { template, parameters, tags, autoDeployment } = wanted;
    Object.assign(stackSet, { template, parameters, tags, autoDeployment });
    return deploy(world, stackSet, {
      accountIds,
      regions,
      operation,
      tolerance: toleranceOf(call),
    });
  });
});

/** Instances that exist already are left as they are; one that failed is tried again. */
export const createStackInstances = changeStackSet((stackSet, call, world) => {
  const { accountIds, regions } = chosenInstances(call, world);
  const units = isValues(call.input.DeploymentTargets)
    ? texts(call.input.DeploymentTargets, 'OrganizationalUnitIds')
    : [];
  return begin(stackSet, call, world, 'CREATE', async (operation) => {
    stackSet.targets = [...new Set([...stackSet.targets, ...units])];
    stackSet.regions = [...new Set([...stackSet.regions, ...regions])];
    for (const region of regions) {
      const missing = accountIds.filter(
        (accountId) => instanceAt(stackSet, { accountId, region })?.outcome.kind !== 'current',
      );
      const why = await deploy(world, stackSet, {
        accountIds: missing,
        regions: [region],
        operation,
        tolerance: toleranceOf(call),
      });
      if (why !== undefined) return why;
    }
    return undefined;
  });
});

/** The same again, with the StackSet's template as it is. */
export const updateStackInstances = changeStackSet((stackSet, call, world) => {
  const { accountIds, regions } = chosenInstances(call, world);
  return begin(stackSet, call, world, 'UPDATE', (operation) =>
    deploy(world, stackSet, { accountIds, regions, operation, tolerance: toleranceOf(call) }),
  );
});

/** The last Region first, since the first one made what the others use. RetainStacks leaves stacks to their accounts. */
export const deleteStackInstances = changeStackSet((stackSet, call, world) => {
  const { accountIds, regions } = chosenInstances(call, world);
  const { instances } = stackSet;
  const units = isValues(call.input.DeploymentTargets)
    ? texts(call.input.DeploymentTargets, 'OrganizationalUnitIds')
    : [];
  return begin(stackSet, call, world, 'DELETE', async (operation) => {
    stackSet.targets = stackSet.targets.filter((unit) => !units.includes(unit));
    for (const region of regions.toReversed()) {
      for (const accountId of accountIds) {
        const instance = instanceAt(stackSet, { accountId, region });
        if (!instance) continue;
        const { stackId } = instance.outcome;
        if (stackId !== undefined && call.input.RetainStacks !== 'true')
          await deleteStack(world, stackId);
        instances.splice(instances.indexOf(instance), 1);
        operation.results.push({ accountId, region, status: 'SUCCEEDED' });
      }
    }
    return undefined;
  });
});

export const describeStackSetOperation = onStackSet((stackSet, call) => {
  const found = stackSet.operations.find(({ id }) => id === call.input.OperationId);
  if (!found)
    throw new Refusal(
      'OperationNotFoundException',
      `Operation ${String(call.input.OperationId)} not found`,
      404,
    );
  return {
    StackSetOperation: {
      StackSetId: `${stackSet.name}:${stackSet.id}`,
      ...summaryOf(found),
      StatusDetails: {
        FailedStackInstancesCount: found.results.filter(({ status }) => status === 'FAILED').length,
      },
    },
  };
});

export const listStackSetOperations = onStackSet(({ operations }) => ({
  Summaries: operations.toReversed().map(summaryOf),
}));

/** All in one page. */
export const listStackSetOperationResults = onStackSet(({ operations }, call) => ({
  Summaries: (operations.find(({ id }) => id === call.input.OperationId)?.results ?? []).map(
    ({ accountId, region, status, why }) => ({
      Account: accountId,
      Region: region,
      Status: status,
      StatusReason: why,
    }),
  ),
}));

const summaryOf = ({ id, action, status, why, createdAt, endedAt }: StackSetOperation) => ({
  OperationId: id,
  Action: action,
  Status: status,
  StatusReason: why,
  CreationTimestamp: createdAt,
  EndTimestamp: endedAt,
});

/** On AWS it is seconds; long enough here that a second operation meets the first. */
const BEGINS_AFTER_MS = 20;

type Work = (operation: StackSetOperation) => Promise<string | undefined>;

/** One after the other: a StackSet takes one operation at a time. */
function begin(
  { operations }: StackSet,
  { input }: Call,
  world: World,
  action: StackSetOperation['action'],
  work: Work,
) {
  const running = operations.find(({ status }) => status === 'RUNNING');
  if (running)
    throw new Refusal(
      'OperationInProgressException',
      `Another Operation on StackSet ${String(input.StackSetName)} is in progress: ${running.id}`,
      409,
    );
  const id = optionalText(input, 'OperationId') ?? randomUUID();
  const operation: StackSetOperation = {
    ...{ id, action, status: 'RUNNING', createdAt: world.now(), results: [] },
    work: Promise.resolve(),
  };
  operations.push(operation);
  operation.work = setTimeout(BEGINS_AFTER_MS)
    .then(() => work(operation))
    .then(
      (why) => end(world, operation, why),
      (error: Error) => end(world, operation, error.message),
    );
  return { OperationId: id };
}

function end(world: World, operation: StackSetOperation, why: string | undefined): void {
  operation.status = why === undefined ? 'SUCCEEDED' : 'FAILED';
  if (why !== undefined) operation.why = why;
  operation.endedAt = world.now();
}

/** How many accounts of a Region may fail: of this call alone, where it says so. */
function toleranceOf({ input }: Call): number | undefined {
  const preferences = isValues(input.OperationPreferences) ? input.OperationPreferences : {};
  const percent = optionalText(preferences, 'FailureTolerancePercentage');
  return percent === undefined ? undefined : Number(percent);
}

interface Asked {
  readonly tolerance?: number | undefined;
  readonly accountIds: readonly string[];
  readonly regions: readonly string[];
  readonly operation: StackSetOperation;
}

const deploy = (
  world: World,
  stackSet: StackSet,
  { accountIds, regions, operation, tolerance }: Asked,
) =>
  deployInstances({ world, deploy: deployOrUpdate(world) }, stackSet, accountIds, {
    regions,
    ...(tolerance !== undefined && { tolerancePercent: tolerance }),
    onResult: ({ accountId, region, outcome }) => {
      const isDone = outcome.kind === 'current';
      operation.results.push({
        ...{ accountId, region, status: isDone ? 'SUCCEEDED' : 'FAILED' },
        ...(!isDone && { why: outcome.why }),
      });
    },
  });

const everyInstance = ({ instances }: StackSet) => ({
  accountIds: [...new Set(instances.map(({ accountId }) => accountId))],
  regions: [...new Set(instances.map(({ region }) => region))],
});

/** What a call says of a StackSet; what it leaves out stays. */
function settingsOf({ input }: Call, before: StackSet): Partial<StackSet> {
  const description = optionalText(input, 'Description');
  return {
    parameters:
      input.Parameters === undefined
        ? before.parameters
        : Object.fromEntries(
            inputs(input, 'Parameters').map(
              ({ ParameterKey, ParameterValue, UsePreviousValue }) => [
                String(ParameterKey),
                UsePreviousValue === 'true'
                  ? (before.parameters[String(ParameterKey)] ?? '')
                  : String(ParameterValue ?? ''),
              ],
            ),
          ),
    tags:
      input.Tags === undefined
        ? before.tags
        : inputs(input, 'Tags').map(({ Key, Value }) => ({
            Key: String(Key),
            Value: String(Value),
          })),
    autoDeployment: isValues(input.AutoDeployment)
      ? input.AutoDeployment.Enabled === 'true'
      : before.autoDeployment,
    ...(description !== undefined && { description }),
  };
}
