import { randomUUID } from 'node:crypto';
import { pseudoParameters } from '../../../shared/deployment/template/pseudo-parameters';
import type { Scope } from '../../../shared/deployment/template/resolve';
import { dnsSuffixOf, partitionOf } from '../core/partition';
import { NotEmulated, Refusal, type World } from '../core/service';
import { deleteStack, rollBack } from './delete-stack';
import { conditionsOf, creationOrder, resolve, resolveParameters } from './refused-template';
import type { Created, Creation, Deployment, ResourceType, Stacks } from './resource-type';
import { resourceTypeOf } from './resource-types';
import {
  cloudFormationOf,
  findStack,
  type Stack,
  type StackIdentity,
  type StackResource,
  type TemplateDeployment,
} from './stack';
import {
  isValues,
  type Template,
  type TemplateResource,
  type Values,
  validationError,
} from './template';

/** Makes the stack, or removes what was made and throws why it could not be. */
export async function deployTemplate(world: World, request: TemplateDeployment): Promise<Stack> {
  if (findStack(world, request) !== undefined) {
    throw new Refusal('AlreadyExistsException', `Stack [${request.stackName}] already exists`);
  }
  const identity = identify(request);
  const made: StackResource[] = [];
  const scope = scopeOf(world, request, identity, made);
  const wanted = wantedResources(request.template, scope);
  const stacks = {
    deploy: (each: TemplateDeployment) => deployTemplate(world, each),
    remove: (stackId: string) => deleteStack(world, stackId),
  };
  try {
    for (const logicalId of creationOrder(wanted, scope)) {
      const resource = wanted.get(logicalId);
      if (resource === undefined) continue;
      const deployment = { ...identity, world, artifacts: request.artifacts };
      const wantedOne = { logicalId, resource, scope, stacks };
      made.push(await told(request, wantedOne, () => createResource(deployment, wantedOne)));
    }
    return finish(world, request, { ...identity, resources: made }, scope);
  } catch (error) {
    await rollBack(world, identity, made);
    throw error;
  }
}

/** Says when a resource is begun, done or refused. */
export async function told(
  { onResource = () => undefined }: Pick<TemplateDeployment, 'onResource'>,
  { logicalId, resource: { Type: type } }: Pick<Wanted, 'logicalId' | 'resource'>,
  make: () => Promise<StackResource>,
  what = 'CREATE',
): Promise<StackResource> {
  onResource({ logicalId, type, status: `${what}_IN_PROGRESS` });
  try {
    const made = await make();
    const { physicalId } = made;
    onResource({ logicalId, type, physicalId, status: `${what}_COMPLETE` });
    return made;
  } catch (error) {
    onResource({ logicalId, type, status: `${what}_FAILED`, why: (error as Error).message });
    throw error;
  }
}

/** Refuses a name that no stack may have. */
export function identify({
  accountId,
  region,
  stackName,
  stackId,
}: TemplateDeployment): StackIdentity {
  if (stackId !== undefined) return { accountId, region, stackName, stackId };
  if (!/^[a-zA-Z][-a-zA-Z0-9]{0,127}$/.test(stackName)) {
    throw validationError(
      `1 validation error detected: Value '${stackName}' at 'stackName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*`,
    );
  }
  const made = `arn:${partitionOf(region)}:cloudformation:${region}:${accountId}:stack/${stackName}/${randomUUID()}`;
  return { accountId, region, stackName, stackId: made };
}

export function wantedResources(
  { Resources }: Template,
  scope: Scope,
): ReadonlyMap<string, TemplateResource> {
  return new Map(
    Object.entries(Resources).filter(
      ([, { Condition }]) => Condition === undefined || scope.condition(Condition),
    ),
  );
}

/** `made` grows while the stack is made, and with it what the template may refer to. */
export function scopeOf(
  world: World,
  { template, parameters }: TemplateDeployment,
  identity: StackIdentity,
  made: readonly StackResource[],
): Scope {
  const { accountId, region } = identity;
  const named = new Map<string, unknown>([
    ...resolveParameters(template, parameters),
    ...pseudoParameters({
      ...identity,
      partition: partitionOf(region),
      urlSuffix: dnsSuffixOf(region),
    }),
  ]);
  const find = (id: string) => made.find(({ logicalId }) => logicalId === id);
  const without: Omit<Scope, 'condition'> = {
    ref: (name) => named.get(name) ?? find(name)?.physicalId,
    attribute: (id, name) => find(id)?.attributes[name],
    mapping: (map, top) => template.Mappings?.[map]?.[top],
    importValue: (name) =>
      cloudFormationOf(world).exports.get(`${accountId}/${region}/${name}`)?.value,
  };
  return { ...without, condition: conditionsOf(template, without) };
}

export function finish(
  world: World,
  { template, parameters }: TemplateDeployment,
  stack: Omit<Stack, 'outputs' | 'template' | 'parameters'>,
  scope: Scope,
): Stack {
  const { Outputs = {} } = template;
  const outputs: Record<string, string> = {};
  for (const [name, output] of Object.entries(Outputs)) {
    if (output.Condition !== undefined && !scope.condition(output.Condition)) continue;
    const value = String(resolve(output.Value, scope));
    outputs[name] = value;
    if (output.Export !== undefined) {
      const key = `${stack.accountId}/${stack.region}/${String(resolve(output.Export.Name, scope))}`;
      cloudFormationOf(world).exports.set(key, { owner: stack.stackId, value });
    }
  }
  const finished = { ...stack, outputs, template, parameters };
  cloudFormationOf(world).stacks.set(stack.stackId, finished);
  return finished;
}

export interface Wanted {
  readonly logicalId: string;
  readonly resource: TemplateResource;
  readonly scope: Scope;
  readonly stacks: Stacks;
}

export async function createResource(
  deployment: Deployment,
  { logicalId, resource, scope, stacks }: Wanted,
): Promise<StackResource> {
  const type = resourceTypeOf(resource.Type);
  const properties = propertiesOf({ logicalId, resource, scope });
  const created = await createOrSayWhich(type, { deployment, logicalId, properties }, stacks);
  return madeOf({ logicalId, resource, properties }, created);
}

/** Worked out. A property the sandbox does not know is refused: it may change what the template means. */
export function propertiesOf({ logicalId, resource, scope }: Omit<Wanted, 'stacks'>): Values {
  const type = resourceTypeOf(resource.Type);
  const resolved = resolve(resource.Properties ?? {}, scope);
  const properties = isValues(resolved) ? resolved : {};
  const unknown = Object.keys(properties).find((name) => !type.properties.includes(name));
  if (unknown !== undefined) {
    throw new NotEmulated(
      `sandbox: ${unknown} of ${type.type} (${logicalId}) is not emulated; add it to the type's file in services/sandbox/cloudformation/resources`,
    );
  }
  return properties;
}

export function madeOf(
  {
    logicalId,
    resource,
    properties,
  }: Pick<Wanted, 'logicalId' | 'resource'> & { readonly properties: Values },
  created: Created,
): StackResource {
  const type = resourceTypeOf(resource.Type);
  return {
    logicalId,
    type: type.type,
    physicalId: created.physicalId,
    attributes: created.attributes ?? {},
    properties,
    inert: type.inert ?? false,
    retained: retention(resource.DeletionPolicy),
  };
}

function retention(policy: string | undefined): StackResource['retained'] {
  if (policy === 'Retain') return 'always';
  return policy === 'RetainExceptOnCreate' ? 'except on create' : 'never';
}

/** An AWS error says what is wrong but not with which resource. */
async function createOrSayWhich(
  type: ResourceType,
  creation: Creation,
  stacks: Stacks,
): Promise<Created> {
  try {
    return await type.create(creation, stacks);
  } catch (error) {
    if (!(error instanceof Refusal) || error instanceof NotEmulated) throw error;
    const { stackName, accountId, region } = creation.deployment;
    throw new Refusal(
      error.code,
      `${creation.logicalId} (${type.type}) CREATE_FAILED in stack ${stackName} of ${accountId} in ${region}: ${error.message}`,
    );
  }
}
