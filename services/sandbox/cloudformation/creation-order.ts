import { references } from './references';
import type { Scope } from './scope';
import type { TemplateResource } from './template';
import { validationError } from './validation-error';

/** Each resource after everything it refers to or says it depends on; otherwise in the template's order. */
export function creationOrder(
  resources: ReadonlyMap<string, TemplateResource>,
  scope: Scope,
): readonly string[] {
  const order: string[] = [];
  const open = new Set<string>();
  const visit = (id: string): void => {
    if (order.includes(id)) return;
    if (open.has(id)) {
      throw validationError(`Circular dependency between resources: [${[...open].join(', ')}]`);
    }
    open.add(id);
    for (const needed of dependencies(resources.get(id), scope)) {
      if (resources.has(needed)) visit(needed);
    }
    open.delete(id);
    order.push(id);
  };
  for (const id of resources.keys()) visit(id);
  return order;
}

/** A DependsOn on a resource whose condition is false is no dependency. */
function dependencies(resource: TemplateResource | undefined, scope: Scope): readonly string[] {
  const explicit = resource?.DependsOn ?? [];
  const named = typeof explicit === 'string' ? [explicit] : explicit;
  return [...named, ...references(resource?.Properties, scope)];
}
