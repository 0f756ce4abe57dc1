import { Refusal } from '../core/service';

const notFound = (message: string): Refusal => new Refusal('NoSuchEntity', message, 404);

const conflict = (message: string): Refusal => new Refusal('DeleteConflict', message, 409);

const taken = (message: string): Refusal => new Refusal('EntityAlreadyExists', message, 409);

const limit = (message: string): Refusal => new Refusal('LimitExceeded', message, 409);

export const refuse = {
  roleNotFound: (name: string) => notFound(`The role with name ${name} cannot be found.`),
  rolePolicyNotFound: (name: string) =>
    notFound(`The role policy with name ${name} cannot be found.`),
  userNotFound: (name: string) => notFound(`The user with name ${name} cannot be found.`),
  userPolicyNotFound: (name: string) =>
    notFound(`The user policy with name ${name} cannot be found.`),
  accessKeyNotFound: (id: string) => notFound(`The Access Key with id ${id} cannot be found.`),
  loginProfileNotFound: (user: string) =>
    notFound(`Login Profile for User ${user} cannot be found.`),
  policyNotFound: (arn: string) => notFound(`Policy ${arn} was not found.`),
  policyNotAttachable: (arn: string) =>
    notFound(`Policy ${arn} does not exist or is not attachable.`),
  boundaryNotAttachable: (arn: string) =>
    notFound(`Scope ARN: ${arn} does not exist or is not attachable.`),
  versionNotFound: (arn: string, version: string) =>
    notFound(`Policy ${arn} version ${version} does not exist or is not attachable.`),
  roleExists: (name: string) => taken(`Role with name ${name} already exists.`),
  userExists: (name: string) => taken(`User with name ${name} already exists.`),
  policyExists: (name: string) =>
    taken(`A policy called ${name} already exists. Duplicate names are not allowed.`),
  policiesAttached: () => conflict('Cannot delete entity, must detach all policies first.'),
  policiesInline: () => conflict('Cannot delete entity, must delete policies first.'),
  policyInUse: () => conflict('Cannot delete a policy attached to entities.'),
  versionsLeft: () =>
    conflict(
      "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.",
    ),
  defaultVersion: () => conflict('Cannot delete the default version of a policy.'),
  tooManyVersions: () =>
    limit(
      'A managed policy can have up to 5 versions. Before you create a new version, you must delete an existing version.',
    ),
  /** e.g. `PoliciesPerRole: 10`. */
  quotaExceeded: (quota: string) => limit(`Cannot exceed quota for ${quota}`),
  inlinePoliciesTooLarge: (role: string) =>
    limit(`Maximum policy size of 10240 bytes exceeded for role ${role}`),
  malformedPolicy: (message: string) => new Refusal('MalformedPolicyDocument', message),
  protectedRole: (name: string) =>
    new Refusal(
      'UnmodifiableEntity',
      `Cannot perform the operation on the protected role '${name}' - this role is only modifiable by AWS`,
    ),
  validationError: (message: string) => new Refusal('ValidationError', message),
  invalidInput: (message: string) => new Refusal('InvalidInput', message),
};
