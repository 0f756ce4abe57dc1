import type { Action } from '../../core/service';
import { contactOfCall } from '../contact-of-call';
import { refuse } from '../refusals';
import { accountConditions, accountResource } from '../target-account';

export const getAlternateContact: Action = {
  readOnly: true,
  rest: { method: 'POST', path: '/getAlternateContact' },
  resource: accountResource,
  conditions: accountConditions,
  handle: (call, world) => {
    const { key, type } = contactOfCall(world, call);
    const AlternateContact = world.account.alternateContacts.get(key);
    if (!AlternateContact) throw refuse.contactNotFound(type);
    return { AlternateContact };
  },
};
