import type { Call } from '../../core/call';
import type { Action } from '../../core/service';
import { accountRecord } from '../account-record';
import { contactOfCall } from '../contact-of-call';
import { refuse } from '../refusals';
import { accountConditions, accountResource } from '../target-account';

export const putAlternateContact: Action = {
  readOnly: false,
  rest: { method: 'POST', path: '/putAlternateContact' },
  resource: accountResource,
  conditions: accountConditions,
  handle: (call, world) => {
    const { key, type } = contactOfCall(world, call);
    world.account.alternateContacts.set(key, {
      AlternateContactType: type,
      EmailAddress: required(call, 'EmailAddress'),
      Name: required(call, 'Name'),
      PhoneNumber: required(call, 'PhoneNumber'),
      Title: required(call, 'Title'),
    });
    return {};
  },
  record: accountRecord,
};

function required({ input }: Call, member: string): string {
  const value = input[member];
  if (typeof value === 'string' && value !== '') return value;
  throw refuse.validation(
    `Value null at '${member}' failed to satisfy constraint: Member must not be null`,
  );
}
