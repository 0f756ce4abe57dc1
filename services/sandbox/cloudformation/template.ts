import { isValues, type Values } from '../../../shared/deployment/template/template';
import { Refusal } from '../core/service';
import type { PolicyDocument } from '../iam/policy-document';

export * from '../../../shared/deployment/template/template';

/** A policy document given as an object. What is wrong inside it is IAM's to refuse. */
export function policyProperty(properties: Values, name: string): PolicyDocument {
  const value = properties[name];
  if (isValues(value) && value.Statement !== undefined) return value as unknown as PolicyDocument;
  throw validationError(`Properties validation failed: #/${name}: expected a policy document`);
}

/** Undefined when it is left out. Numbers and booleans are given as their text, as CloudFormation does. */
export function optionalText(properties: Values, name: string): string | undefined {
  const value = properties[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'object') throw wrongType(name, 'String');
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
  throw wrongType(name, 'Number');
}

/** A list of texts; empty when it is left out. */
export function texts(properties: Values, name: string): readonly string[] {
  const { [name]: value = [] } = properties;
  if (Array.isArray(value)) return value.map(String);
  throw wrongType(name, 'JSONArray');
}

/** A list of objects; empty when it is left out. */
export function objects(properties: Values, name: string): readonly Values[] {
  const { [name]: value = [] } = properties;
  if (Array.isArray(value) && value.every(isValues)) return value;
  throw wrongType(name, 'JSONArray');
}

export function object(properties: Values, name: string): Values {
  const { [name]: value = {} } = properties;
  if (isValues(value)) return value;
  throw wrongType(name, 'JSONObject');
}

const wrongType = (name: string, expected: string): Refusal =>
  validationError(`Properties validation failed: #/${name}: expected type: ${expected}`);

export function tagsOf(properties: Values): Readonly<Record<string, string>> {
  const tags = objects(properties, 'Tags');
  return Object.fromEntries(
    tags.map((tag) => [requiredText(tag, 'Key'), requiredText(tag, 'Value')]),
  );
}

/** As they are written: what a tag lacks is the service's to say. */
export function tagMap(properties: Values): ReadonlyMap<string, string> {
  return new Map(objects(properties, 'Tags').map(({ Key, Value }) => [String(Key), String(Value)]));
}

/** What CloudFormation says about a template or its parameters before it touches anything. */
export const validationError = (message: string) => new Refusal('ValidationError', message);
