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
