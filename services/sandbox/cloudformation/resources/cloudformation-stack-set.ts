import { randomUUID } from 'node:crypto';
import { NotEmulated, Refusal, type World } from '../../core/service';
import { checkAdministrator, deployInstances, targetAccounts } from '../deploy-instances';
import { readTemplate } from '../refused-template';
import type { Creation, ResourceType, Stacks } from '../resource-type';
import { cloudFormationOf, type StackSet } from '../stack';
import {
  object,
  objects,
  optionalNumber,
  optionalText,
  requiredText,
  texts,
  type Values,
} from '../template';

/** Only SERVICE_MANAGED with an inline template. Accounts are deployed one after the other. */
export const cloudformationStackSet: ResourceType = {
  type: 'AWS::CloudFormation::StackSet',
  properties: [
    'AutoDeployment',
    'CallAs',
    'Capabilities',
    'Description',
    'ManagedExecution',
    'OperationPreferences',
    'Parameters',
    'PermissionModel',
    'StackInstancesGroup',
    'StackSetName',
    'Tags',
    'TemplateBody',
  ],
  create: async (creation, stacks) => {
    const { world, accountId } = creation.deployment;
    if (optionalText(creation.properties, 'PermissionModel') !== 'SERVICE_MANAGED') {
      throw new NotEmulated('sandbox: only service-managed StackSets are emulated');
    }
    const asDelegate = optionalText(creation.properties, 'CallAs') === 'DELEGATED_ADMIN';
    checkAdministrator(world, accountId, asDelegate);
    const stackSet = readStackSet(creation);
    cloudFormationOf(world).stackSets.push(stackSet);
    const accounts = targetAccounts(world, stackSet.targets);
    const physicalId = `${stackSet.name}:${stackSet.id}`;
    const failed = await deployInstances({ world, deploy: stacks.deploy }, stackSet, accounts);
    if (failed !== undefined) {
      await removeStackSet(world, physicalId, stacks);
      throw new Refusal('GeneralServiceException', failed);
    }
    return { physicalId, attributes: { StackSetId: physicalId } };
  },
  remove: ({ deployment, physicalId }, stacks) =>
    removeStackSet(deployment.world, physicalId, stacks),
};

function readStackSet({ deployment, properties }: Creation): StackSet {
  const [group = {}] = objects(properties, 'StackInstancesGroup');
  const preferences = object(properties, 'OperationPreferences');
  const order = texts(preferences, 'RegionOrder');
  const { accountId, region } = deployment;
  return {
    name: requiredText(properties, 'StackSetName'),
    id: randomUUID(),
    owner: { accountId, region },
    template: readTemplate(requiredText(properties, 'TemplateBody')),
    parameters: parametersOf(properties),
    targets: texts(object(group, 'DeploymentTargets'), 'OrganizationalUnitIds'),
    regions: order.length > 0 ? order : texts(group, 'Regions'),
    autoDeployment: String(object(properties, 'AutoDeployment').Enabled) === 'true',
    tolerancePercent: optionalNumber(preferences, 'FailureTolerancePercentage') ?? 0,
    tags: [],
    instances: [],
    operations: [],
  };
}

function parametersOf(properties: Values): Readonly<Record<string, string>> {
  return Object.fromEntries(
    objects(properties, 'Parameters').map((parameter) => [
      requiredText(parameter, 'ParameterKey'),
      requiredText(parameter, 'ParameterValue'),
    ]),
  );
}

async function removeStackSet(
  world: World,
  physicalId: string,
  { remove }: Pick<Stacks, 'remove'>,
): Promise<void> {
  const { stackSets } = cloudFormationOf(world);
  const at = stackSets.findIndex(({ name, id }) => `${name}:${id}` === physicalId);
  const [stackSet] = at < 0 ? [] : stackSets.splice(at, 1);
  // Region by Region backwards, since the first one made what the others use.
  for (const { outcome } of [...(stackSet?.instances ?? [])].reverse()) {
    if (outcome.kind === 'current') await remove(outcome.stackId);
  }
}
