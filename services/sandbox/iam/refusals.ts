import { Refusal } from '../core/refusal';

const notFound = (message: string): Refusal => new Refusal('NoSuchEntity', message, 404);
const conflict = (message: string): Refusal => new Refusal('DeleteConflict', message, 409);
const taken = (message: string): Refusal => new Refusal('EntityAlreadyExists', message, 409);
const limit = (message: string): Refusal => new Refusal('LimitExceeded', message, 409);

export const roleNotFound = (name: string): Refusal =>
  notFound(`The role with name ${name} cannot be found.`);

export const rolePolicyNotFound = (name: string): Refusal =>
  notFound(`The role policy with name ${name} cannot be found.`);

export const userNotFound = (name: string): Refusal =>
  notFound(`The user with name ${name} cannot be found.`);

export const userPolicyNotFound = (name: string): Refusal =>
  notFound(`The user policy with name ${name} cannot be found.`);

export const accessKeyNotFound = (id: string): Refusal =>
  notFound(`The Access Key with id ${id} cannot be found.`);

export const loginProfileNotFound = (user: string): Refusal =>
  notFound(`Login Profile for User ${user} cannot be found.`);

export const policyNotFound = (arn: string): Refusal => notFound(`Policy ${arn} was not found.`);

export const policyNotAttachable = (arn: string): Refusal =>
  notFound(`Policy ${arn} does not exist or is not attachable.`);

export const boundaryNotAttachable = (arn: string): Refusal =>
  notFound(`Scope ARN: ${arn} does not exist or is not attachable.`);

export const versionNotFound = (arn: string, version: string): Refusal =>
  notFound(`Policy ${arn} version ${version} does not exist or is not attachable.`);

export const roleExists = (name: string): Refusal =>
  taken(`Role with name ${name} already exists.`);

export const userExists = (name: string): Refusal =>
  taken(`User with name ${name} already exists.`);

export const policyExists = (name: string): Refusal =>
  taken(`A policy called ${name} already exists. Duplicate names are not allowed.`);

export const policiesAttached = (): Refusal =>
  conflict('Cannot delete entity, must detach all policies first.');

export const policiesInline = (): Refusal =>
  conflict('Cannot delete entity, must delete policies first.');

export const policyInUse = (): Refusal => conflict('Cannot delete a policy attached to entities.');

export const versionsLeft = (): Refusal =>
  conflict(
    "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.",
  );

export const defaultVersion = (): Refusal =>
  conflict('Cannot delete the default version of a policy.');

export const tooManyVersions = (): Refusal =>
  limit(
    'A managed policy can have up to 5 versions. Before you create a new version, you must delete an existing version.',
  );

/** e.g. `PoliciesPerRole: 10`. */
export const quotaExceeded = (quota: string): Refusal => limit(`Cannot exceed quota for ${quota}`);

export const inlinePoliciesTooLarge = (role: string): Refusal =>
  limit(`Maximum policy size of 10240 bytes exceeded for role ${role}`);

export const malformedPolicy = (message: string): Refusal =>
  new Refusal('MalformedPolicyDocument', message);

export const protectedRole = (name: string): Refusal =>
  new Refusal(
    'UnmodifiableEntity',
    `Cannot perform the operation on the protected role '${name}' - this role is only modifiable by AWS`,
  );

export const validationError = (message: string): Refusal =>
  new Refusal('ValidationError', message);

export const invalidInput = (message: string): Refusal => new Refusal('InvalidInput', message);
