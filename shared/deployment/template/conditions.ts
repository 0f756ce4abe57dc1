import { resolveCondition, type Scope } from './resolve';
import type { Template } from './template';
import { validationError } from './template-error';

/** Answers each condition of the template, once; they may use parameters, mappings and one another. */
export function conditionsOf(
  template: Template,
  scopeWithout: Omit<Scope, 'condition'>,
): (name: string) => boolean {
  const known = new Map<string, boolean>();
  const condition = (name: string): boolean => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const definition = template.Conditions?.[name];
    if (definition === undefined) {
      throw validationError(`Template format error: Unresolved condition dependency ${name}`);
    }
    const value = resolveCondition(definition, { ...scopeWithout, condition });
    known.set(name, value);
    return value;
  };
  return condition;
}
