import { Refusal } from '../../core/refusal';
import type { Action } from '../../core/service';
import { accountConditions, accountResource, targetAccount } from '../target-account';

export const getContactInformation: Action = {
  readOnly: true,
  rest: { method: 'POST', path: '/getContactInformation' },
  resource: accountResource,
  conditions: accountConditions,
  handle: (call, world) => {
    const ContactInformation = world.account.contactInformation.get(targetAccount(world, call));
    if (ContactInformation !== undefined) return { ContactInformation };
    throw new Refusal('ResourceNotFoundException', 'No contact information found.', 404);
  },
};
