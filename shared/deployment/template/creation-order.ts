import { chosenBranch, type Scope, substitutions } from './resolve';
import { isValues, type TemplateResource } from './template';
import { validationError } from './template-error';

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

/** Every logical id the value needs, on the branches the conditions choose; may hold parameters too. */
export function references(value: unknown, scope: Scope): ReadonlySet<string> {
  const found = new Set<string>();
  collect(value, scope, found);
  return found;
}

function collect(value: unknown, scope: Scope, found: Set<string>): void {
  if (Array.isArray(value)) for (const each of value) collect(each, scope, found);
  if (!isValues(value)) return;
  for (const [key, each] of Object.entries(value)) {
    if (key === 'Ref') found.add(String(each));
    else if (key === 'Fn::GetAtt')
      found.add(String(Array.isArray(each) ? each[0] : each).split('.')[0] ?? '');
    else if (key === 'Fn::If') collect(chosenBranch(each, scope), scope, found);
    else collect(key === 'Fn::Sub' ? named(each, found) : each, scope, found);
  }
}

/** Adds the names in the text; returns what else of the `Fn::Sub` has to be looked at. */
function named(operand: unknown, found: Set<string>): unknown {
  const [text, given] = Array.isArray(operand) ? operand : [operand];
  const own = isValues(given) ? Object.keys(given) : [];
  for (const piece of substitutions(String(text))) {
    if (piece.kind === 'name' && !own.includes(piece.name)) {
      found.add(piece.name.split('.')[0] ?? '');
    }
  }
  return given;
}
