import type { Action } from '../../core/service';
import { accountRecord } from '../account-record';
import { contactOfCall } from '../contact-of-call';
import { refuse } from '../refusals';
import { accountConditions, accountResource } from '../target-account';

export const deleteAlternateContact: Action = {
  readOnly: false,
  rest: { method: 'POST', path: '/deleteAlternateContact' },
  resource: accountResource,
  conditions: accountConditions,
  handle: (call, world) => {
    const { key, type } = contactOfCall(world, call);
    if (!world.account.alternateContacts.delete(key)) throw refuse.contactNotFound(type);
    return {};
  },
  record: accountRecord,
};
