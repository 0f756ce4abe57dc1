/** A CloudFormation template as the tests look at it: intrinsics written out, nothing resolved. */
export interface Template {
  readonly Transform?: unknown;
  readonly Description?: string;
  readonly Parameters: Readonly<Record<string, Declaration>>;
  readonly Conditions?: Readonly<Record<string, unknown>>;
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Outputs: Readonly<Record<string, { readonly Value: unknown }>>;
}

export interface Declaration {
  readonly Type: string;
  readonly Default?: string | number;
  readonly AllowedPattern?: string;
  readonly AllowedValues?: readonly string[];
  readonly ConstraintDescription?: string;
}

export interface Resource {
  readonly Type: string;
  readonly Condition?: string;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}

/** One property of a resource; throws when there is no such resource, never when it lacks the property. */
export function property<T>(template: Template, logicalId: string, name: string): T {
  const resource = template.Resources[logicalId];
  if (!resource) throw new Error(`The template has no resource ${logicalId}.`);
  return resource.Properties[name] as T;
}

export function resourcesOfType(
  template: Template,
  type: string,
): readonly (readonly [string, Resource])[] {
  return Object.entries(template.Resources).filter(([, resource]) => resource.Type === type);
}
