import type { Template, TemplateParameter } from './template';
import { NotRead, validationError } from './template-error';

/** A parameter as `Ref` gives it: a text, or the parts of a list. */
export type ParameterValue = string | readonly string[];

/** Given values over defaults, checked as CloudFormation checks them, with its sentences. */
export function resolveParameters(
  template: Template,
  given: Readonly<Record<string, string>>,
): ReadonlyMap<string, ParameterValue> {
  const declared = template.Parameters ?? {};
  const unknown = Object.keys(given).filter((name) => !(name in declared));
  if (unknown.length > 0) {
    throw validationError(`Parameters: [${unknown.join(', ')}] do not exist in the template`);
  }
  const texts = Object.entries(declared).map(
    ([name, { Default }]) => [name, given[name] ?? Default] as const,
  );
  const missing = texts.filter(([, text]) => text === undefined).map(([name]) => name);
  if (missing.length > 0) {
    throw validationError(`Parameters: [${missing.join(', ')}] must have values`);
  }
  return new Map(
    Object.entries(declared).map(([name, parameter]) => [
      name,
      readParameter(name, parameter, String(given[name] ?? parameter.Default)),
    ]),
  );
}

function readParameter(name: string, parameter: TemplateParameter, text: string): ParameterValue {
  const isList = parameter.Type === 'CommaDelimitedList' || parameter.Type.startsWith('List<');
  if (!isList && !['String', 'Number'].includes(parameter.Type)) {
    throw new NotRead(`the parameter type ${parameter.Type} (${name}) is not read`);
  }
  const values = isList ? text.split(',').map((part) => part.trim()) : [text];
  for (const value of values) checkValue(name, parameter, value);
  return isList ? values : text;
}

function checkValue(name: string, parameter: TemplateParameter, value: string): void {
  if (parameter.Type.includes('Number') && !isNumber(value)) {
    throw validationError(`Template error: Parameter '${name}' must be a number.`);
  }
  const broken = brokenConstraint(name, parameter, value);
  if (broken === undefined) return;
  const { ConstraintDescription: description } = parameter;
  throw validationError(
    description === undefined
      ? broken
      : `Parameter ${name} failed to satisfy constraint: ${description}`,
  );
}

function isNumber(value: string): boolean {
  return value.trim() !== '' && Number.isFinite(Number(value));
}

function brokenConstraint(
  name: string,
  { AllowedPattern, AllowedValues, MinLength, MaxLength, MinValue, MaxValue }: TemplateParameter,
  value: string,
): string | undefined {
  if (AllowedPattern !== undefined && !new RegExp(`^(?:${AllowedPattern})$`).test(value)) {
    return `Parameter ${name} must match pattern ${AllowedPattern}`;
  }
  if (AllowedValues !== undefined && !AllowedValues.map(String).includes(value)) {
    return `Parameter '${name}' must be one of AllowedValues`;
  }
  if (MinLength !== undefined && value.length < Number(MinLength)) {
    return `Parameter '${name}' must contain at least ${MinLength} characters`;
  }
  if (MaxLength !== undefined && value.length > Number(MaxLength)) {
    return `Parameter '${name}' must contain at most ${MaxLength} characters`;
  }
  if (MinValue !== undefined && Number(value) < Number(MinValue)) {
    return `Parameter '${name}' must be a number not less than ${MinValue}`;
  }
  if (MaxValue !== undefined && Number(value) > Number(MaxValue)) {
    return `Parameter '${name}' must be a number not greater than ${MaxValue}`;
  }
  return undefined;
}
