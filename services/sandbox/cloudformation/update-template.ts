import { isDeepStrictEqual } from 'node:util';
import type { World } from '../core/service';
import { deleteStack, removeResources } from './delete-stack';
import {
  createResource,
  deployTemplate,
  finish,
  madeOf,
  propertiesOf,
  scopeOf,
  told,
  type Wanted,
  wantedResources,
} from './deploy-template';
import { creationOrder } from './refused-template';
import type { Deployment, Stacks } from './resource-type';
import { resourceTypeOf } from './resource-types';
import {
  cloudFormationOf,
  type Stack,
  type StackIdentity,
  type StackResource,
  type TemplateDeployment,
} from './stack';

/**
 * Makes a stack what the new template and parameters say: what is equal stays untouched, what differs is changed in
 * place or replaced, what is not wanted any more goes last. Where something is refused, what was changed by then is
 * changed back, and it rejects with the reason.
 */
export async function updateTemplate(
  world: World,
  stack: Stack,
  request: TemplateDeployment,
): Promise<Stack> {
  const known = [...stack.resources];
  try {
    return await change(world, stack, request, known);
  } catch (error) {
    const { template, parameters, artifacts } = { artifacts: request.artifacts, ...stack };
    await change(world, stack, { ...request, template, parameters, artifacts }, known);
    throw error;
  }
}

/** `known` is what there is; what is referred to is known from before until it is changed. */
async function change(
  world: World,
  { accountId, region, stackName, stackId }: StackIdentity,
  request: TemplateDeployment,
  known: StackResource[],
): Promise<Stack> {
  const identity = { accountId, region, stackName, stackId };
  const scope = scopeOf(world, request, identity, known);
  const wanted = wantedResources(request.template, scope);
  const stacks: Stacks = {
    deploy: (each) => deployTemplate(world, each),
    remove: (id) => deleteStack(world, id),
  };
  const deployment = { ...identity, world, artifacts: request.artifacts };
  for (const logicalId of creationOrder(wanted, scope)) {
    const resource = wanted.get(logicalId);
    if (resource === undefined) continue;
    const at = known.findIndex((one) => one.logicalId === logicalId);
    const change = changeOf({ logicalId, resource, scope, stacks }, known[at], deployment);
    if (!change) continue;
    const made = await told(request, { logicalId, resource }, change, at < 0 ? 'CREATE' : 'UPDATE');
    if (at < 0) known.push(made);
    else known[at] = made;
  }
  const gone = known.filter(({ logicalId }) => !wanted.has(logicalId));
  await removeResources(
    world,
    identity,
    gone.filter(({ retained }) => retained === 'never'),
  );
  const resources = known.filter(({ logicalId }) => wanted.has(logicalId));
  return finish(world, request, { ...identity, resources }, scope);
}

/** What is to be done about one resource; nothing when it is as it should be. */
function changeOf(
  wanted: Wanted,
  before: StackResource | undefined,
  deployment: Deployment,
): (() => Promise<StackResource>) | undefined {
  if (!before) return () => createResource(deployment, wanted);
  const properties = propertiesOf(wanted);
  if (before.type === wanted.resource.Type && isDeepStrictEqual(before.properties, properties))
    return undefined;
  return async () => {
    const { logicalId, resource, stacks } = wanted;
    const type = resourceTypeOf(before.type);
    const { physicalId, attributes } = before;
    const removal = { deployment, logicalId, physicalId, properties: before.properties };
    if (type.update && before.type === resource.Type) {
      const update = { ...removal, properties, before: before.properties, attributes };
      return madeOf({ logicalId, resource, properties }, await type.update(update, stacks));
    }
    await type.remove?.(removal, stacks);
    return createResource(deployment, wanted);
  };
}

/** Makes a stack, or changes the one whose id is given, if it is still there. */
export const deployOrUpdate =
  (world: World) =>
  ({ stackId = '', ...request }: TemplateDeployment): Promise<Stack> => {
    const stack = cloudFormationOf(world).stacks.get(stackId);
    return stack ? updateTemplate(world, stack, request) : deployTemplate(world, request);
  };
