import type { ListedDifference } from './listed-difference';

export const organizationPolicyDifferences: readonly ListedDifference[] = [
  {
    calls: ['AttachPolicy a second time'],
    path: '',
    sandbox:
      'DuplicatePolicyAttachmentException: The selected policy is already attached to the specified target.',
    moto: 'answered',
    aws: 'sandbox',
    because: 'DuplicatePolicyAttachmentException [API AttachPolicy].',
  },
  {
    calls: ['DeletePolicy that is attached'],
    path: 'message',
    sandbox: 'The specified policy is in use and cannot be deleted.',
    moto: 'The policy is attached to one or more entities. You must detach it from all roots, OUs, and accounts before performing this operation.',
    aws: 'sandbox',
    because:
      'Both refuse with PolicyInUseException [API DeletePolicy]; the sentence is recorded [R].',
  },
  {
    calls: ['DetachPolicy that is not attached'],
    path: '',
    sandbox:
      "PolicyNotAttachedException: The policy isn't attached to the specified target in the specified root.",
    moto: 'answered',
    aws: 'sandbox',
    because: 'PolicyNotAttachedException [API DetachPolicy].',
  },
  {
    calls: ['ListAWSServiceAccessForOrganization'],
    path: 'EnabledServicePrincipals',
    sandbox: '2 entries',
    moto: '0 entries',
    aws: 'set-up',
    because: 'The sandbox’s organization trusts two services from the start.',
  },
];
