import { Refusal } from '../core/service';

const because = (code: string, message: string) => (): Refusal => new Refusal(code, message);

/** `SERVICE_CONTROL_POLICY` → `ServiceControlPolicy` */
function camel(type: string): string {
  return type
    .toLowerCase()
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

export const refuse = {
  accessDenied: because(
    'AccessDeniedException',
    "You don't have permissions to access this resource.",
  ),
  notInUse: because(
    'AWSOrganizationsNotInUseException',
    'Your account is not a member of an organization.',
  ),
  accountNotFound: because(
    'AccountNotFoundException',
    "You specified an account that doesn't exist.",
  ),
  parentNotFound: because('ParentNotFoundException', "You specified parent that doesn't exist."),
  childNotFound: because('ChildNotFoundException', "You specified a child that doesn't exist."),
  unitNotFound: because(
    'OrganizationalUnitNotFoundException',
    "You specified an organizational unit that doesn't exist.",
  ),
  accountNotRegistered: because(
    'AccountNotRegisteredException',
    'You specified an account that is not a delegated administrator.',
  ),
  invalidInput: (message: string) => new Refusal('InvalidInputException', message),
  /** Sentences from here on are those of the API reference unless marked otherwise; AWS's own may say more. */
  malformedPolicyDocument: because(
    'MalformedPolicyDocumentException',
    'The provided policy document does not meet the requirements of the specified policy type.',
  ),
  policyNotFound: because('PolicyNotFoundException', "You specified a policy that doesn't exist."),
  targetNotFound: because('TargetNotFoundException', "You specified a target that doesn't exist."),
  rootNotFound: because('RootNotFoundException', "You specified a root that doesn't exist."),
  duplicatePolicy: because(
    'DuplicatePolicyException',
    'A policy with the same name already exists.',
  ),
  duplicateAttachment: because(
    'DuplicatePolicyAttachmentException',
    'The selected policy is already attached to the specified target.',
  ),
  policyNotAttached: because(
    'PolicyNotAttachedException',
    "The policy isn't attached to the specified target in the specified root.",
  ),
  policyInUse: because(
    'PolicyInUseException',
    'The specified policy is in use and cannot be deleted.',
  ),
  policyChangesNotAllowed: because(
    'PolicyChangesNotAllowedException',
    'AWS managed policies cannot be updated or deleted.',
  ),
  /** [D] orgs_security_incident-response shows it for SCPs. */
  policyTypeNotEnabled: (type: string) =>
    new Refusal(
      'PolicyTypeNotEnabledException',
      `The given policy type ${camel(type)} is not enabled on the current view`,
    ),
  policyTypeAlreadyEnabled: because(
    'PolicyTypeAlreadyEnabledException',
    'The specified policy type is already enabled.',
  ),
  /** [R] terraform users met this one. */
  lastPolicy: because(
    'ConstraintViolationException',
    'You cannot remove the last policy attached to the specified target. You must have at least one attached at all times.',
  ),
  constraintViolation: (message: string) => new Refusal('ConstraintViolationException', message),
  /** [R], as those of the resource policy from here on. */
  tagsWithUpdate: because(
    'ConstraintViolationException',
    'Adding tags on updating an existing resource-based policy is not supported.',
  ),
  invalidResourcePolicy: because(
    'InvalidInputException',
    'This resource-based policy contains invalid JSON.',
  ),
  resourcePolicyNotFound: because(
    'ResourcePolicyNotFoundException',
    'No resource-based policy found.',
  ),
  accountAlreadyRegistered: because(
    'AccountAlreadyRegisteredException',
    'The provided account is already a delegated administrator for your organization.',
  ),
  masterCannotLeave: because(
    'MasterCannotLeaveOrganizationException',
    'The management account of an organization cannot leave the organization.',
  ),
  accountAlreadyClosed: because(
    'AccountAlreadyClosedException',
    'You attempted to close an account that is already closed.',
  ),
  sourceParentNotFound: because(
    'SourceParentNotFoundException',
    "You specified a source parent that doesn't exist.",
  ),
  destinationParentNotFound: because(
    'DestinationParentNotFoundException',
    "You specified a destination parent that doesn't exist.",
  ),
  duplicateAccount: because(
    'DuplicateAccountException',
    'That account is already present in the specified destination.',
  ),
  duplicateUnit: because(
    'DuplicateOrganizationalUnitException',
    'An OU with the same name already exists.',
  ),
  handshakeNotFound: because(
    'HandshakeNotFoundException',
    "You specified a handshake that doesn't exist.",
  ),
  duplicateHandshake: because(
    'DuplicateHandshakeException',
    'A handshake with the same action and target already exists.',
  ),
  handshakeAlreadyInState: because(
    'HandshakeAlreadyInStateException',
    'The specified handshake is already in the requested state.',
  ),
  invalidHandshakeTransition: because(
    'InvalidHandshakeTransitionException',
    "You can't perform the operation on the handshake in its current state.",
  ),
  alreadyInAnOrganization: because(
    'HandshakeConstraintViolationException',
    'The handshake request is invalid because the invited account is already a member of an organization.',
  ),
};
