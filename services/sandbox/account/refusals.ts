import { Refusal } from '../core/refusal';

/** AWS's codes; where AWS shows no sentence for a case, it is ours. */
export const accessDenied = (): Refusal =>
  new Refusal(
    'AccessDeniedException',
    "User doesn't have access to the account resource specified",
    403,
  );

export const conflict = (message: string): Refusal =>
  new Refusal('ConflictException', message, 409);

export const validation = (message: string): Refusal => new Refusal('ValidationException', message);

export const contactNotFound = (type: string): Refusal =>
  new Refusal(
    'ResourceNotFoundException',
    `No contact of the inputted alternate contact type found: ${type}`,
    404,
  );
