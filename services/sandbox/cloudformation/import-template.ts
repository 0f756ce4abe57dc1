import type { World } from '../core/service';
import { finish, madeOf, propertiesOf, scopeOf, wantedResources } from './deploy-template';
import { creationOrder } from './refused-template';
import { resourceTypeOf } from './resource-types';
import type { Stack, StackIdentity, StackResource, TemplateDeployment } from './stack';
import { validationError } from './template';

/** Makes a stack of what is there already: every resource of the template is one of these, by logical id. */
export async function importTemplate(
  world: World,
  identity: StackIdentity,
  request: TemplateDeployment,
  physicalIds: ReadonlyMap<string, string>,
): Promise<Stack> {
  const made: StackResource[] = [];
  const scope = scopeOf(world, request, identity, made);
  const wanted = wantedResources(request.template, scope);
  for (const logicalId of creationOrder(wanted, scope)) {
    const resource = wanted.get(logicalId);
    if (resource === undefined) continue;
    const physicalId = physicalIds.get(logicalId);
    const { adopt } = resourceTypeOf(resource.Type);
    if (physicalId === undefined || adopt === undefined)
      throw validationError(
        `Resources [${logicalId}] is missing from ResourceToImport list; you can only import resources in an IMPORT change set.`,
      );
    if (resource.DeletionPolicy === undefined)
      throw validationError(
        `Resources to import [${logicalId}] must have DeletionPolicy attribute specified in the template.`,
      );
    const properties = propertiesOf({ logicalId, resource, scope });
    const deployment = { ...identity, world, artifacts: undefined };
    const created = await adopt({ deployment, logicalId, properties, physicalId });
    made.push(madeOf({ logicalId, resource, properties }, created));
  }
  return finish(world, request, { ...identity, resources: made }, scope);
}
