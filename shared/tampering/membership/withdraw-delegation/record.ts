import { asks, says } from '../../records/rows-of';
import { access, inOrganization } from '../in-organization';
import { withdrawDelegation } from './told';

export const withdrawDelegationRecords = [
  inOrganization('accountId')(withdrawDelegation, {
    DeregisterDelegatedAdministrator: access(
      (service) => `An account no longer administers ${service}.`,
    ),
  }),
  inOrganization(() => ['the organization'])(withdrawDelegation, {
    DeleteResourcePolicy: says(() => "The organization's delegation policy was deleted."),
    // AWS hides its content: HIDDEN_DUE_TO_SECURITY_REASONS.
    PutResourcePolicy: asks(
      () => "The organization's delegation policy was replaced; its content is hidden.",
    ),
  }),
];
