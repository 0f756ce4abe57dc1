import { NotEmulated } from '../core/not-emulated';
import { Refusal } from '../core/refusal';
import { resolve } from './resolve';
import type { Created, Creation, Deployment, ResourceType, Stacks } from './resource-type';
import { resourceTypeOf } from './resource-types';
import type { Scope } from './scope';
import type { StackResource } from './stack';
import { isValues, type TemplateResource } from './template';

export interface Wanted {
  readonly logicalId: string;
  readonly resource: TemplateResource;
  readonly scope: Scope;
  readonly stacks: Stacks;
}

/** Makes one resource. A property the sandbox does not know is refused: it may change what the template means. */
export async function createResource(
  deployment: Deployment,
  { logicalId, resource, scope, stacks }: Wanted,
): Promise<StackResource> {
  const type = resourceTypeOf(resource.Type);
  const resolved = resolve(resource.Properties ?? {}, scope);
  const properties = isValues(resolved) ? resolved : {};
  const unknown = Object.keys(properties).find((name) => !type.properties.includes(name));
  if (unknown !== undefined) {
    throw new NotEmulated(
      `sandbox: ${unknown} of ${type.type} (${logicalId}) is not emulated; add it to the type's file in services/sandbox/cloudformation/resources`,
    );
  }
  const created = await createOrSayWhich(type, { deployment, logicalId, properties }, stacks);
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
