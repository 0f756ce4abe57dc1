import { conditionsOf } from './conditions';
import { resolveParameters } from './parameters';
import { type PseudoParameters, pseudoParameters } from './pseudo-parameters';
import { resolve, type Scope } from './resolve';
import { isValues, type Template, type Values } from './template';

export interface ResolvedResource {
  readonly type: string;
  readonly properties: Values;
}

/** What only exists once a stack is made: physical ids, attributes, exports of others. */
export type Made = Pick<Scope, 'ref' | 'attribute' | 'importValue'>;

/** Nothing is made yet: each thing stands for itself, by the name that the template has for it. */
const named: Made = {
  ref: (id) => id,
  attribute: (id, name) => `${id}.${name}`,
  importValue: (name) => name,
};

interface Wanted {
  readonly template: Template;
  readonly parameters: Readonly<Record<string, string>>;
  readonly place: PseudoParameters;
  readonly made?: Made;
}

/** The resources whose conditions hold in that place, by logical id, with every intrinsic worked out. */
export function resolveTemplate({
  template,
  parameters,
  place,
  made = named,
}: Wanted): ReadonlyMap<string, ResolvedResource> {
  const values = new Map<string, unknown>([
    ...resolveParameters(template, parameters),
    ...pseudoParameters(place),
  ]);
  const isThere = (id: string) => id in template.Resources;
  const without: Omit<Scope, 'condition'> = {
    ref: (name) => values.get(name) ?? (isThere(name) ? made.ref(name) : undefined),
    attribute: (id, name) => (isThere(id) ? made.attribute(id, name) : undefined),
    mapping: (map, top) => template.Mappings?.[map]?.[top],
    importValue: made.importValue,
  };
  const scope = { ...without, condition: conditionsOf(template, without) };
  return new Map(
    Object.entries(template.Resources)
      .filter(([, { Condition }]) => Condition === undefined || scope.condition(Condition))
      .map(([id, { Type: type, Properties }]) => {
        const properties = resolve(Properties ?? {}, scope);
        return [id, { type, properties: isValues(properties) ? properties : {} }];
      }),
  );
}
