import { isValues, type Values } from './template';
import { validationError } from './validation-error';

/** Undefined when it is left out. Numbers and booleans are given as their text, as CloudFormation does. */
export function optionalText(properties: Values, name: string): string | undefined {
  const value = properties[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'object') {
    throw validationError(`Properties validation failed: #/${name}: expected type: String`);
  }
  return String(value);
}

export function requiredText(properties: Values, name: string): string {
  const value = optionalText(properties, name);
  if (value !== undefined) return value;
  throw validationError(`Properties validation failed: #: required key [${name}] not found`);
}

export function optionalNumber(properties: Values, name: string): number | undefined {
  const text = optionalText(properties, name);
  if (text === undefined) return undefined;
  const number = Number(text);
  if (Number.isFinite(number)) return number;
  throw validationError(`Properties validation failed: #/${name}: expected type: Number`);
}

/** A list of texts; empty when it is left out. */
export function texts(properties: Values, name: string): readonly string[] {
  const value = properties[name];
  if (value === undefined) return [];
  if (Array.isArray(value)) return value.map(String);
  throw validationError(`Properties validation failed: #/${name}: expected type: JSONArray`);
}

/** A list of objects; empty when it is left out. */
export function objects(properties: Values, name: string): readonly Values[] {
  const value = properties[name];
  if (value === undefined) return [];
  if (Array.isArray(value) && value.every(isValues)) return value;
  throw validationError(`Properties validation failed: #/${name}: expected type: JSONArray`);
}

export function object(properties: Values, name: string): Values {
  const value = properties[name];
  if (value === undefined) return {};
  if (isValues(value)) return value;
  throw validationError(`Properties validation failed: #/${name}: expected type: JSONObject`);
}

export function tagsOf(properties: Values): Readonly<Record<string, string>> {
  const tags = objects(properties, 'Tags');
  return Object.fromEntries(
    tags.map((tag) => [requiredText(tag, 'Key'), requiredText(tag, 'Value')]),
  );
}
