import { lowered, mustNotBeNull, textReader } from '../core/input';
import { Refusal } from '../core/service';

const invalidDocument = (message: string) => new Refusal('InvalidDocument', message);

const invalidOperation = (message: string) => new Refusal('InvalidDocumentOperation', message);

/** AWS's codes and sentences; without a mark they are recorded, see FIDELITY.md. */
export const refuse = {
  validation: (message: string) => new Refusal('ValidationException', message),
  /** One constraint of a member, as all of AWS's JSON services say it. */
  constraint: (value: string, member: string, constraint: string) =>
    new Refusal(
      'ValidationException',
      `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: ${constraint}`,
    ),
  token: () => new Refusal('InvalidNextToken', ''),
  documentExists: (name: string) =>
    new Refusal('DocumentAlreadyExists', `Document with same name ${name} already exists`),
  noDocument: (name: string) => invalidDocument(`Document with name ${name} does not exist.`),
  noDocumentInAccount: (name: string) =>
    invalidDocument(`Document ${name} does not exist in your account`),
  /** SendCommand says no more than the code. */
  noDocumentToSend: () => invalidDocument(''),
  /** [R] aws-samples/aws-security-reference-architecture-examples#301 */
  documentHash: (hash: string) => invalidDocument(`document hash ${hash} does not match Sha256.`),
  noVersionToSend: () => new Refusal('InvalidDocumentVersion', ''),
  noVersion: (name: string, version: string) =>
    new Refusal(
      'InvalidDocumentVersion',
      `Document with name ${name} with version ${version} does not exist.`,
    ),
  versionSelector: () =>
    new Refusal(
      'InvalidDocumentVersion',
      'Document version for UpdateDocument must be number or $LATEST',
    ),
  staleVersion: (name: string) =>
    new Refusal(
      'InvalidDocumentVersion',
      `Version provided for document ${name} is not latest. Please provide the latest version to update document ${name}`,
    ),
  versionNameTaken: (versionName: string) =>
    new Refusal(
      'DuplicateDocumentVersionName',
      `Document version name ${versionName} has already been used for another version of this document`,
    ),
  sameContent: (name: string) =>
    new Refusal(
      'DuplicateDocumentContent',
      `Document to be updated with name ${name} has the same metadata and content as document version provided in request`,
    ),
  content: (message: string) => new Refusal('InvalidDocumentContent', message),
  defaultVersion: () => invalidOperation("Default version of the document can't be deleted."),
  shared: () => invalidOperation('Must unshare document first before delete'),
  permissionLimit: () =>
    new Refusal('DocumentPermissionLimit', 'Accounts can either be all or a group of AWS accounts'),
  /** [U] */
  documentType: () =>
    new Refusal('InvalidDocumentType', 'The SSM document type is not valid for this operation.'),
  parameters: () =>
    new Refusal(
      'InvalidParameters',
      'Parameters provided in document are invalid or not supported.',
    ),
  instances: () => new Refusal('InvalidInstanceId', 'Instances not in a valid state for account'),
  noCommand: (id: string) => new Refusal('InvalidCommandId', `Command id ${id} does not exist.`),
  noInvocation: (commandId: string, instanceId: string) =>
    new Refusal('InvocationDoesNotExist', `Invocation not found for ${commandId}, ${instanceId}`),
  /** [U] */
  pluginName: () => new Refusal('InvalidPluginName', ''),
  /** [R] aws/aws-cli and others show it */
  notConnected: (target: string) =>
    new Refusal('TargetNotConnected', `${target} is not connected.`),
  /** [U] */
  noSession: (id: string) => new Refusal('DoesNotExistException', `Session ${id} does not exist`),
};

export const required = textReader((name) => refuse.validation(mustNotBeNull(lowered(name))));
