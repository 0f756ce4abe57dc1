import { Refusal } from '../core/refusal';

export const keyNotFound = (arn: string) =>
  new Refusal('NotFoundException', `Key '${arn}' does not exist`);

export const aliasNotFound = (arn: string) =>
  new Refusal('NotFoundException', `Alias ${arn} is not found.`);

/** An ARN of another Region. */
export const foreignRegion = (region: string) =>
  new Refusal('NotFoundException', `Invalid arn ${region}`);

/** No id at all, or an alias where only an id or an ARN will do. */
export const invalidKeyId = (keyId: string) =>
  new Refusal('NotFoundException', `Invalid keyId '${keyId}'`);

export const keyDisabled = (arn: string) => new Refusal('DisabledException', `${arn} is disabled.`);

export const invalidState = (message: string) => new Refusal('KMSInvalidStateException', message);

export const aliasExists = (arn: string) =>
  new Refusal('AlreadyExistsException', `An alias with the name ${arn} already exists`);

export const invalidAliasName = (message: string) =>
  new Refusal('InvalidAliasNameException', message);

export const malformedPolicy = (message: string) =>
  new Refusal('MalformedPolicyDocumentException', message);

export const lockedOut = () =>
  malformedPolicy('The new key policy will not allow you to update the key policy in the future.');

export const invalidKeyUsage = (message: string) =>
  new Refusal('InvalidKeyUsageException', message);

export const unsupportedOperation = (message: string) =>
  new Refusal('UnsupportedOperationException', message);

export const invalidMac = () => new Refusal('KMSInvalidMacException', '');

export const invalidMarker = () => new Refusal('InvalidMarkerException', 'Invalid marker.');

export const invalid = (message: string) => new Refusal('ValidationException', message);
