import { randomUUID } from 'node:crypto';
import { Refusal } from '../core/refusal';
import type { World } from '../core/world';
import { conditionsOf } from './conditions';
import { createResource } from './create-resource';
import { creationOrder } from './creation-order';
import { deleteStack, rollBack } from './delete-stack';
import { resolveParameters } from './parameters';
import { pseudoParameters, type StackIdentity } from './pseudo-parameters';
import { resolve } from './resolve';
import type { Scope } from './scope';
import type { Stack, StackResource, TemplateDeployment } from './stack';
import { cloudFormationOf, findStack } from './state';
import type { Template, TemplateResource } from './template';
import { validationError } from './validation-error';

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
      made.push(await createResource(deployment, { logicalId, resource, scope, stacks }));
    }
    return finish(world, request.template, { ...identity, resources: made }, scope);
  } catch (error) {
    await rollBack(world, identity, made);
    throw error;
  }
}

function identify({ accountId, region, stackName }: TemplateDeployment): StackIdentity {
  if (!/^[a-zA-Z][-a-zA-Z0-9]{0,127}$/.test(stackName)) {
    throw validationError(
      `1 validation error detected: Value '${stackName}' at 'stackName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*`,
    );
  }
  const stackId = `arn:aws:cloudformation:${region}:${accountId}:stack/${stackName}/${randomUUID()}`;
  return { accountId, region, stackName, stackId };
}

function wantedResources(
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
function scopeOf(
  world: World,
  { template, parameters }: TemplateDeployment,
  identity: StackIdentity,
  made: readonly StackResource[],
): Scope {
  const named = new Map<string, unknown>([
    ...resolveParameters(template, parameters),
    ...pseudoParameters(identity),
  ]);
  const find = (id: string) => made.find(({ logicalId }) => logicalId === id);
  const { accountId, region } = identity;
  const without: Omit<Scope, 'condition'> = {
    ref: (name) => named.get(name) ?? find(name)?.physicalId,
    attribute: (id, name) => find(id)?.attributes[name],
    mapping: (map, top) => template.Mappings?.[map]?.[top],
    importValue: (name) =>
      cloudFormationOf(world).exports.get(`${accountId}/${region}/${name}`)?.value,
  };
  return { ...without, condition: conditionsOf(template, without) };
}

function finish(
  world: World,
  { Outputs = {} }: Template,
  stack: Omit<Stack, 'outputs'>,
  scope: Scope,
): Stack {
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
  const finished = { ...stack, outputs };
  cloudFormationOf(world).stacks.set(stack.stackId, finished);
  return finished;
}
