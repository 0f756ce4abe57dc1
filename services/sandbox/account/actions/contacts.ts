import { type Action, type Call, Refusal, type World } from '../../core/service';
import { refuse } from '../refusals';
import type { ContactInformation } from '../state';
import { accountRecord, onAccount, targetAccount } from '../target-account';

const requiredContact = [
  'AddressLine1',
  'City',
  'CountryCode',
  'FullName',
  'PhoneNumber',
  'PostalCode',
];

export const putContactInformation: Action = {
  ...onAccount('putContactInformation'),
  handle: (call, world) => {
    const given = (call.input.ContactInformation ?? {}) as ContactInformation;
    const missing = requiredContact.find((member) => !given[member]);
    if (missing !== undefined) throw refuse.missing(missing);
    world.account.contactInformation.set(targetAccount(world, call), given);
  },
  record: accountRecord,
};

export const getContactInformation: Action = {
  ...onAccount('getContactInformation'),
  handle: (call, world) => {
    const ContactInformation = world.account.contactInformation.get(targetAccount(world, call));
    if (ContactInformation !== undefined) return { ContactInformation };
    throw new Refusal('ResourceNotFoundException', 'No contact information found.', 404);
  },
};

export const putAlternateContact: Action = {
  ...onAccount('putAlternateContact'),
  handle: (call, world) => {
    const { key, type } = contactOfCall(world, call);
    world.account.alternateContacts.set(key, {
      AlternateContactType: type,
      // Its white space is cut, and no other's. [R]
      EmailAddress: requiredText(call, 'EmailAddress').trim(),
      Name: requiredText(call, 'Name'),
      PhoneNumber: requiredText(call, 'PhoneNumber'),
      Title: requiredText(call, 'Title'),
    });
  },
  record: accountRecord,
};

function requiredText({ input }: Call, member: string): string {
  const value = input[member];
  if (typeof value === 'string' && value !== '') return value;
  throw refuse.missing(member);
}

export const getAlternateContact: Action = {
  ...onAccount('getAlternateContact'),
  handle: (call, world) => {
    const { key } = contactOfCall(world, call);
    const AlternateContact = world.account.alternateContacts.get(key);
    if (!AlternateContact) throw refuse.contactNotFound();
    return { AlternateContact };
  },
};

export const deleteAlternateContact: Action = {
  ...onAccount('deleteAlternateContact'),
  handle: (call, world) => {
    const { key } = contactOfCall(world, call);
    if (!world.account.alternateContacts.delete(key)) throw refuse.contactNotFound();
  },
  record: accountRecord,
};

const types = ['BILLING', 'OPERATIONS', 'SECURITY'];

/** The key is `<account>/<type>`. */
function contactOfCall(world: World, call: Call) {
  const type = String(call.input.AlternateContactType);
  if (!types.includes(type)) {
    throw refuse.validation(
      `Value '${type}' at 'alternateContactType' failed to satisfy constraint: Member must satisfy enum value set: [${types.join(', ')}]`,
    );
  }
  return { type, key: `${targetAccount(world, call)}/${type}` };
}
