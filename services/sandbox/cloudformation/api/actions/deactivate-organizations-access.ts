import type { Action } from '../../../core/service';
import { isManagementAccount } from '../../../organizations/membership';
import { validationError } from '../../validation-error';
import { stackSetRecord } from '../stack-set-record';

/** Takes StackSets' trusted access away, as DisableAWSServiceAccess does. Stacks stay. */
export const deactivateOrganizationsAccess: Action = {
  readOnly: false,
  resource: () => '*',
  handle: ({ accountId }, world) => {
    if (!isManagementAccount(world, accountId)) {
      throw validationError('You must be the management account of an organization');
    }
    world.organization.serviceAccess.delete('member.org.stacksets.cloudformation.amazonaws.com');
    return {};
  },
  record: stackSetRecord,
};
