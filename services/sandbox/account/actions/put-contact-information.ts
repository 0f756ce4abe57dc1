import type { Action } from '../../core/service';
import { refuse } from '../refusals';
import type { ContactInformation } from '../state';
import { accountConditions, accountResource, targetAccount } from '../target-account';

const required = ['AddressLine1', 'City', 'CountryCode', 'FullName', 'PhoneNumber', 'PostalCode'];

export const putContactInformation: Action = {
  readOnly: false,
  rest: { method: 'POST', path: '/putContactInformation' },
  resource: accountResource,
  conditions: accountConditions,
  handle: (call, world) => {
    const given = (call.input.ContactInformation ?? {}) as ContactInformation;
    const missing = required.find((member) => !given[member]);
    if (missing !== undefined) {
      throw refuse.validation(
        `Value null at '${missing}' failed to satisfy constraint: Member must not be null`,
      );
    }
    world.account.contactInformation.set(targetAccount(world, call), given);
    return {};
  },
  record: ({ input }, output) => ({
    requestParameters: {
      ...(input.AccountId !== undefined && { AccountId: input.AccountId }),
      ContactInformation: 'HIDDEN_DUE_TO_SECURITY_REASONS',
    },
    ...(output !== undefined &&
      typeof input.AccountId === 'string' && { sharedWith: input.AccountId }),
  }),
};
