import { Refusal } from '../core/service';

const malformedPolicy = (message: string) =>
  new Refusal('MalformedPolicyDocumentException', message);

export const refuse = {
  keyNotFound: (arn: string) => new Refusal('NotFoundException', `Key '${arn}' does not exist`),
  aliasNotFound: (arn: string) => new Refusal('NotFoundException', `Alias ${arn} is not found.`),
  /** An ARN of another Region. */
  foreignRegion: (region: string) => new Refusal('NotFoundException', `Invalid arn ${region}`),
  /** No id at all, or an alias where only an id or an ARN will do. */
  invalidKeyId: (keyId: string) => new Refusal('NotFoundException', `Invalid keyId '${keyId}'`),
  keyDisabled: (arn: string) => new Refusal('DisabledException', `${arn} is disabled.`),
  invalidState: (message: string) => new Refusal('KMSInvalidStateException', message),
  aliasExists: (arn: string) =>
    new Refusal('AlreadyExistsException', `An alias with the name ${arn} already exists`),
  invalidAliasName: (message: string) => new Refusal('InvalidAliasNameException', message),
  malformedPolicy,
  lockedOut: () =>
    malformedPolicy(
      'The new key policy will not allow you to update the key policy in the future.',
    ),
  invalidKeyUsage: (message: string) => new Refusal('InvalidKeyUsageException', message),
  unsupportedOperation: (message: string) => new Refusal('UnsupportedOperationException', message),
  aliasNotTaken: () =>
    new Refusal('InvalidArnException', 'Key Aliases are not supported for this operation.'),
  dryRun: () =>
    new Refusal(
      'DryRunOperationException',
      'The request would have succeeded, but the DryRun option is set.',
      412,
    ),
  invalidMac: () => new Refusal('KMSInvalidMacException', ''),
  invalid: (message: string) => new Refusal('ValidationException', message),
};
