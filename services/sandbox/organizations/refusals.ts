import { Refusal } from '../core/refusal';

const because = (code: string, message: string) => (): Refusal => new Refusal(code, message);

export const accessDenied = because(
  'AccessDeniedException',
  "You don't have permissions to access this resource.",
);
export const notInUse = because(
  'AWSOrganizationsNotInUseException',
  'Your account is not a member of an organization.',
);
export const accountNotFound = because(
  'AccountNotFoundException',
  "You specified an account that doesn't exist.",
);
export const parentNotFound = because(
  'ParentNotFoundException',
  "You specified parent that doesn't exist.",
);
export const childNotFound = because(
  'ChildNotFoundException',
  "You specified a child that doesn't exist.",
);
export const unitNotFound = because(
  'OrganizationalUnitNotFoundException',
  "You specified an organizational unit that doesn't exist.",
);
export const accountNotRegistered = because(
  'AccountNotRegisteredException',
  'You specified an account that is not a delegated administrator.',
);
export const invalidInput = (message: string): Refusal =>
  new Refusal('InvalidInputException', message);

/** Sentences from here on are those of the API reference unless marked otherwise; AWS's own may say more. */
export const malformedPolicyDocument = (cause?: unknown): Refusal => {
  const refusal = new Refusal(
    'MalformedPolicyDocumentException',
    'The provided policy document does not meet the requirements of the specified policy type.',
  );
  refusal.cause = cause;
  return refusal;
};
export const policyNotFound = because(
  'PolicyNotFoundException',
  "You specified a policy that doesn't exist.",
);
export const targetNotFound = because(
  'TargetNotFoundException',
  "You specified a target that doesn't exist.",
);
export const rootNotFound = because(
  'RootNotFoundException',
  "You specified a root that doesn't exist.",
);
export const duplicatePolicy = because(
  'DuplicatePolicyException',
  'A policy with the same name already exists.',
);
export const duplicateAttachment = because(
  'DuplicatePolicyAttachmentException',
  'The selected policy is already attached to the specified target.',
);
export const policyNotAttached = because(
  'PolicyNotAttachedException',
  "The policy isn't attached to the specified target in the specified root.",
);
export const policyInUse = because(
  'PolicyInUseException',
  'This policy is in use and cannot be deleted.',
);
export const policyChangesNotAllowed = because(
  'PolicyChangesNotAllowedException',
  'AWS managed policies cannot be updated or deleted.',
);
/** [D] orgs_security_incident-response shows it for SCPs. */
export const policyTypeNotEnabled = (type: string): Refusal =>
  new Refusal(
    'PolicyTypeNotEnabledException',
    `The given policy type ${camel(type)} is not enabled on the current view`,
  );
export const policyTypeAlreadyEnabled = because(
  'PolicyTypeAlreadyEnabledException',
  'The specified policy type is already enabled.',
);
/** [R] terraform users met this one. */
export const lastPolicy = because(
  'ConstraintViolationException',
  'You cannot remove the last policy attached to the specified target. You must have at least one attached at all times.',
);
export const constraintViolation = (message: string): Refusal =>
  new Refusal('ConstraintViolationException', message);
export const resourcePolicyNotFound = because(
  'ResourcePolicyNotFoundException',
  'No resource policy found.',
);
export const accountAlreadyRegistered = because(
  'AccountAlreadyRegisteredException',
  'The provided account is already a delegated administrator for your organization.',
);
export const masterCannotLeave = because(
  'MasterCannotLeaveOrganizationException',
  'The management account of an organization cannot leave the organization.',
);
export const accountAlreadyClosed = because(
  'AccountAlreadyClosedException',
  'You attempted to close an account that is already closed.',
);
export const sourceParentNotFound = because(
  'SourceParentNotFoundException',
  "You specified a source parent that doesn't exist.",
);
export const destinationParentNotFound = because(
  'DestinationParentNotFoundException',
  "You specified a destination parent that doesn't exist.",
);
export const duplicateAccount = because(
  'DuplicateAccountException',
  'That account is already present in the specified destination.',
);
export const duplicateUnit = because(
  'DuplicateOrganizationalUnitException',
  'An OU with the same name already exists.',
);
export const handshakeNotFound = because(
  'HandshakeNotFoundException',
  "You specified a handshake that doesn't exist.",
);
export const duplicateHandshake = because(
  'DuplicateHandshakeException',
  'A handshake with the same action and target already exists.',
);
export const handshakeAlreadyInState = because(
  'HandshakeAlreadyInStateException',
  'The specified handshake is already in the requested state.',
);
export const invalidHandshakeTransition = because(
  'InvalidHandshakeTransitionException',
  "You can't perform the operation on the handshake in its current state.",
);
export const alreadyInAnOrganization = because(
  'HandshakeConstraintViolationException',
  'The handshake request is invalid because the invited account is already a member of an organization.',
);

/** `SERVICE_CONTROL_POLICY` → `ServiceControlPolicy` */
function camel(type: string): string {
  return type
    .toLowerCase()
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}
