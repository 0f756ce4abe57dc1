import type { PolicyDocument } from '../iam/policy-document';
import { isValues, type Values } from './template';
import { validationError } from './validation-error';

/** A policy document given as an object. What is wrong inside it is IAM's to refuse. */
export function policyProperty(properties: Values, name: string): PolicyDocument {
  const value = properties[name];
  if (isValues(value) && value.Statement !== undefined) return value as unknown as PolicyDocument;
  throw validationError(`Properties validation failed: #/${name}: expected a policy document`);
}
